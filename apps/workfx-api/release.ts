import { type Identity, type IngressSettings, isNginx, type Manifest, metadata } from '@gitops/kit';
import {
  BlueGreen,
  blueGreenRollout,
  Canary,
  canaryRollout,
  Rolling,
  rollingDeployment,
  strategyOption,
  type Weighing,
  type Workload,
} from '@gitops/workfx';
import { Service } from 'kubernetes-models/v1/Service';
import type { IServicePort } from 'kubernetes-models/v1/ServicePort';
import { type Static, Type } from 'typebox';

export const Strategy = Type.Union([Rolling, BlueGreen, Canary], strategyOption);
type Strategy = Static<typeof Strategy>;

/** Where a new version is reached before it is the only one. */
interface Release {
  readonly strategy: Strategy;
  readonly ingress?: IngressSettings | undefined;
}

/** The Service of the new version, where the strategy tells the versions apart. */
export function secondService(self: Identity, release: Release, port: IServicePort): Service | undefined {
  const suffix = release.strategy.type === 'blue-green' ? 'preview' : weighing(self, release) && 'canary';
  if (!suffix) return undefined;
  return new Service({ metadata: metadata(self, suffix), spec: { ports: [port], selector: { ...self.selector } } });
}

/** The Deployment, or the Rollout of the same name. */
export function workload(self: Identity, release: Release, pods: Workload): Manifest & { apiVersion: string; kind: string } {
  const { strategy } = release;
  switch (strategy.type) {
    case 'rolling':
      return rollingDeployment(self, strategy, pods);
    case 'blue-green':
      return blueGreenRollout(self, strategy, { activeService: self.name, previewService: `${self.name}-preview` }, pods);
    case 'canary':
      return canaryRollout(self, strategy, weighing(self, release), pods);
  }
}

/**
 * Only ingress-nginx weighs traffic here: every other controller would take the second Ingress for a conflict. Argo Rollouts asks for a rule
 * with a host.
 */
function weighing(self: Identity, { strategy, ingress }: Release): Weighing | undefined {
  if (strategy.type !== 'canary' || !ingress?.host || !isNginx(ingress)) return undefined;
  return { stableService: self.name, canaryService: `${self.name}-canary`, stableIngress: self.name };
}
