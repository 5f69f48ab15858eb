import { applicationHealth, type HealthLimits } from './application-health.ts';
import type { ArgoCd } from './cluster.ts';

/**
 * Merge patch of `argocd-cm`: how healthy an Application is. Argo CD has no such check of its own, so without it a parent does not wait.
 * The script needs Lua's standard library (`string.match`). Other kinds, such as Rollout, have their checks built in.
 */
export function argocdCm(limits: HealthLimits) {
  return {
    data: {
      'resource.customizations.health.argoproj.io_Application': applicationHealth(limits),
      'resource.customizations.useOpenLibs.argoproj.io_Application': 'true',
    },
  };
}

/** Merge patch of `argocd-cmd-params-cm`: Applications outside of Argo CD's namespace. Read by controller and server when they start. */
export function argocdCmdParamsCm() {
  return { data: { 'application.namespaces': 'argocd-*' } };
}

/** The same settings for an Argo CD that was installed by the chart `argo-cd` of argo-helm. */
export function argocdValues(limits: HealthLimits, { isolation }: Pick<ArgoCd, 'isolation'>) {
  return { configs: { cm: argocdCm(limits).data, ...(isolation === 'namespaces' ? { params: argocdCmdParamsCm().data } : {}) } };
}
