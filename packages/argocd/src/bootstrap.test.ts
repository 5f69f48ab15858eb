import { emit } from '@gitops/yaml';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { applicationHealth } from './application-health.ts';
import { bootstrapFiles } from './bootstrap.ts';
import type { ClusterFacts } from './cluster.ts';
import { cluster } from './testing/cluster.ts';

const shared: ClusterFacts = {
  ...cluster,
  argocd: { ...cluster.argocd, isolation: 'shared' },
  destination: { name: 'in-cluster' },
  addons: [],
};
const limits = { deadline: 600, grace: 90 };
const file = (name: string, facts = cluster) => bootstrapFiles(facts)[name];

test.each([
  ['bootstrap', cluster],
  ['bootstrap-shared', shared],
])('%s', async (folder, facts) => {
  for (const [name, content] of Object.entries(bootstrapFiles(facts))) {
    await expect(typeof content === 'string' ? content : emit(content)).toMatchFileSnapshot(`golden/${folder}/${name}`);
  }
});

describe('the settings', () => {
  test('are merge patches of single keys: whatever else Argo CD has stays', () => {
    expect(file('argocd-cm.patch.yaml')).toEqual({
      data: {
        'resource.customizations.health.argoproj.io_Application': applicationHealth(limits),
        'resource.customizations.useOpenLibs.argoproj.io_Application': 'true',
      },
    });
    expect(file('argocd-cmd-params-cm.patch.yaml')).toEqual({ data: { 'application.namespaces': 'argocd-*' } });
  });

  test('are the same as values of the Helm chart', () => {
    const { cm, params } = parse(emit(file('argocd-values.yaml'))).configs;
    expect({ data: cm }).toEqual(file('argocd-cm.patch.yaml'));
    expect({ data: params }).toEqual(file('argocd-cmd-params-cm.patch.yaml'));
  });

  test('hold the limits of the cluster', () => {
    expect(emit(file('argocd-cm.patch.yaml'))).toMatch(/local DEADLINE = 600\b[\s\S]*local GRACE = 90\b/);
  });

  test('the script stays readable: a block, not one quoted line', () => {
    expect(emit(file('argocd-cm.patch.yaml'))).toContain('argoproj.io_Application: |\n    -- Health of an Application');
  });

  test('isolation: shared looks for Applications nowhere else', () => {
    expect(file('argocd-cmd-params-cm.patch.yaml', shared)).toBeUndefined();
    expect(file('argocd-values.yaml', shared)).not.toHaveProperty('configs.params');
  });
});

describe('the README', () => {
  const readme = (facts = cluster) => String(file('README.md', facts));

  test.each([
    ['namespaces', cluster],
    ['shared', shared],
  ])('names no file that does not exist, and every file that does (%s)', (_, facts) => {
    const named = readme(facts).match(/[\w.-]+\.yaml/g);
    const strangers = ['namespace-install.yaml', 'cluster.yaml'];
    expect(new Set(named?.filter((name) => !strangers.includes(name)))).toEqual(
      new Set(Object.keys(bootstrapFiles(facts)).filter((name) => name !== 'README.md')),
    );
  });

  test('starts only after the settings and the access to the repository', () => {
    const steps = ['patch configmap argocd-cm ', 'rollout restart', 'argocd repo add', 'kubectl apply -f appproject'];
    const places = steps.map((step) => readme().indexOf(step));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('never applies a ConfigMap of Argo CD', () => {
    expect(readme()).not.toMatch(/kubectl.* apply .*argocd-cm/);
  });

  test('uses the namespace of Argo CD in every command', () => {
    expect(readme()).not.toContain('-n argocd ');
  });

  test('isolation: shared says what is given up', () => {
    expect(readme(shared)).toContain('the wall between environments\nis given up');
    expect(readme()).not.toContain('given up');
  });

  test('a cluster without addons is told nothing about them', () => {
    expect(readme()).toContain('`prod-eu-cnpg`: cloudnative-pg 0.29.0');
    expect(readme(shared)).not.toContain('addon');
  });
});

test('secret stores are described by their providers, without any credentials', () => {
  const secretStores = {
    vaulted: { kind: 'SecretStore', provider: 'vault', prefix: 'team/' },
    keyed: { kind: 'ClusterSecretStore', provider: 'azure-key-vault', prefix: '' },
  } as const;
  const { 'README.md': readme } = bootstrapFiles({ ...cluster, secretStores });
  expect(readme).toContain('metadata: { name: vaulted, namespace: <namespace of the environment> }');
  expect(readme).toContain('`team/<secret>` with a property per key');
  expect(readme).toContain('authType: WorkloadIdentity');
  expect(bootstrapFiles(cluster)['README.md']).not.toContain('Secret stores');
});
