import { applyPatch } from 'rfc6902';
import type { Environment, EnvironmentPlan, ManifestObject, PatchOperation, PlannedComponent } from '../../model.ts';
import { shopObjects, shopSecrets } from './shop.ts';

/** What a test changes about the shop. */
interface Change {
  /** By kind and name: `Deployment storefront`. */
  readonly patch?: Readonly<Record<string, readonly PatchOperation[]>>;
  /** Further objects of component "storefront". */
  readonly add?: readonly ManifestObject[];
  readonly without?: readonly string[];
  readonly cluster?: Partial<Environment['cluster']>;
  readonly environment?: Partial<Environment>;
}

/** The plan of a small shop with one thing changed; unchanged, no rule finds anything. */
export function shop({ patch = {}, add = [], without = [], cluster = {}, environment = {} }: Change = {}): EnvironmentPlan {
  const objects = copy({ ...shopObjects, storefront: [...(shopObjects.storefront ?? []), ...add] });
  for (const [target, operations] of Object.entries(patch)) {
    const object = Object.values(objects)
      .flat()
      .find((each) => nameOf(each) === target);
    if (!object) throw new Error(`the shop has no ${target}`);
    const failure = applyPatch(object, [...operations]).find((error) => error !== null);
    if (failure) throw failure;
  }
  const components = Object.entries(objects).map(([name, own], position): PlannedComponent => {
    const at = { file: 'environments/bazaar/environment.yaml', line: 10 + position, column: 3, length: name.length };
    return {
      name,
      tier: 'application',
      wave: 200,
      namespace: 'shop',
      objects: own.filter((each) => !without.includes(nameOf(each))),
      runbook: '',
      at: () => at,
    };
  });
  return { environment: { ...bazaar, cluster: { ...bazaar.cluster, ...cluster }, ...environment }, components, secrets: shopSecrets };
}

/** Through JSON, because the objects of the shop share parts that a patch must change in one place only. */
function copy(objects: Readonly<Record<string, readonly ManifestObject[]>>): Record<string, ManifestObject[]> {
  return JSON.parse(JSON.stringify(objects));
}

export function set(path: string, value: unknown): PatchOperation {
  return { op: 'add', path, value };
}

export function remove(path: string): PatchOperation {
  return { op: 'remove', path };
}

/** A patch may have taken the metadata away. */
function nameOf({ kind, metadata }: Pick<ManifestObject, 'kind'> & Partial<ManifestObject>): string {
  return `${kind} ${metadata?.name}`;
}

const bazaar: Environment = {
  name: 'bazaar',
  folder: 'environments/bazaar',
  namespace: 'shop',
  namespaces: ['shop'],
  mode: 'full',
  stage: 'production',
  sync: 'automatic',
  priorityClasses: false,
  podSecurity: { shop: 'restricted' },
  secrets: { provider: 'existing', existing: { 'orders-secret': ['username', 'password'], 'shop-registry': ['.dockerconfigjson'] } },
  components: new Map(),
  patches: [],
  cluster: {
    name: 'market',
    folder: 'clusters/market',
    argocd: {
      namespace: 'argocd',
      version: '3.5.1',
      repository: 'https://git.example.com/shops.git',
      branch: 'trunk',
      isolation: 'namespaces',
    },
    destination: { name: 'market' },
    kubernetes: '1.34',
    cloud: 'local',
    storageClasses: { block: 'fast-ssd', file: 'shared-nfs', others: ['archive'] },
    reportsAddresses: true,
    operators: ['metrics-server', 'cert-manager'],
    secretStores: {},
    rolloutDeadline: 700,
    degradedGrace: 90,
    addons: [],
    at: () => ({ file: 'clusters/market/cluster.yaml', line: 1, column: 1, length: 1 }),
  },
  at: (...path) => ({ file: 'environments/bazaar/environment.yaml', line: 2, column: 1, length: path.join('.').length }),
};
