import { Application } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import { generatedFrom, serverSideDiff, syncWave } from './annotations.ts';
import type { Destination } from './cluster.ts';
import { escapeTemplates } from './escape-templates.ts';
import { childName } from './names.ts';
import { automated, retryPinned } from './sync-policy.ts';

/** Removing the component from Git removes its objects. */
const finalizers = ['resources-finalizer.argocd.argoproj.io'];

/** Filled by the root with the commit that it syncs: a commit can't contain its own hash. */
const pin = '{{ .Values.revision }}';

interface ChildApplication {
  readonly environment: string;
  readonly component: string;
  readonly wave: number;
  /** The environment's project. */
  readonly project: string;
  /** Of the Application itself: `childNamespace` of the environment's names. */
  readonly namespace: string;
  readonly repository: string;
  /** `environments/<environment>/generated/manifests/<component>` */
  readonly path: string;
  /** `environments/<environment>/generated/inventory.json`, which changes whenever a rendered file does. */
  readonly inventory: string;
  readonly destination: Destination;
  /** Of the component's objects. */
  readonly targetNamespace: string;
}

/** The Application of one component: a template of the root's chart that is still plain YAML. */
export function childApplication(facts: ChildApplication): Application {
  const child = escapeTemplates(facts);
  return new Application({
    metadata: {
      name: childName(child.environment, child.component),
      namespace: child.namespace,
      finalizers,
      annotations: { ...syncWave(child.wave), ...generatedFrom('.', `/${child.inventory}`), ...serverSideDiff },
    },
    spec: {
      project: child.project,
      source: { repoURL: child.repository, path: child.path, targetRevision: pin },
      destination: { ...child.destination, namespace: child.targetNamespace },
      syncPolicy: {
        automated,
        syncOptions: ['ServerSideApply=true', 'PruneLast=true', 'FailOnSharedResource=true'],
        retry: retryPinned,
      },
    },
  });
}
