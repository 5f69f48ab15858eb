import type { ClusterFacts } from '../cluster.ts';

export const operator = {
  name: 'cnpg',
  namespace: 'cnpg-system',
  repository: 'https://cloudnative-pg.github.io/charts',
  chart: 'cloudnative-pg',
  version: '0.29.0',
  values: {},
};

/** A cluster of which nothing is as it is by default. */
export const cluster: ClusterFacts = {
  name: 'prod-eu',
  folder: 'clusters/prod-eu',
  argocd: {
    namespace: 'gitops',
    version: '3.5.1',
    repository: 'https://git.example.com/platform.git',
    branch: 'trunk',
    isolation: 'namespaces',
  },
  destination: { name: 'prod-eu' },
  rolloutDeadline: 600,
  degradedGrace: 90,
  addons: [operator],
  secretStores: {},
};
