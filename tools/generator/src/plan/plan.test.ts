import { describe, expect, test } from 'vitest';
import { objectOf, planMarket, validPlan } from '../../testing/plan.ts';

const head = 'cluster: harbour\nnamespace: market\n';
const api = '  shop-api: { image: { tag: "1" } }\n';
const full = `${head}components:\n  shop-database: {}\n${api}`;
const external = '  shop-database: { external: { host: db.example.com, database: wares } }\n';

describe('waves', () => {
  test('are tier × 100 + depth in the graph of needs, the foundation first', () => {
    const { components } = validPlan(full);
    expect(components.map(({ name, tier, wave }) => [name, tier, wave])).toEqual([
      ['foundation', 'foundation', 0],
      ['shop-database', 'infrastructure', 100],
      ['shop-api', 'application', 201],
    ]);
  });

  test('know nothing of what is external', () => {
    expect(validPlan(`${head}components:\n${external}${api}`).components.map(({ wave }) => wave)).toEqual([0, 200]);
  });
});

describe('the foundation', () => {
  test('is the namespace with its Pod Security level, kept whatever happens, and closed', () => {
    const [foundation] = validPlan(`${full}podSecurity: baseline\n`).components;
    expect(foundation?.objects).toMatchObject([
      {
        kind: 'Namespace',
        metadata: {
          name: 'market',
          labels: { 'pod-security.kubernetes.io/enforce': 'baseline' },
          annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
        },
      },
      { kind: 'NetworkPolicy', spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
    ]);
  });

  test('holds every namespace of the components', () => {
    const plan = validPlan(
      `${head}components:\n  shop-database: { namespace: cellar }\n${api}namespaces: { cellar: { podSecurity: privileged } }\n`,
    );
    expect(objectOf(plan, 'Namespace', 'cellar').metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'privileged' });
    expect(objectOf(plan, 'Namespace', 'market').metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
  });
});

describe('limits and priorities', () => {
  test('come with a quota: its sums, and what a container that says nothing gets', () => {
    const plan = validPlan(`${full}quota: { cpu: "4", memory: 8Gi, storage: 50Gi }\n`);
    expect(objectOf(plan, 'ResourceQuota', 'environment').spec).toEqual({
      hard: { 'requests.cpu': '4', 'requests.memory': '8Gi', 'requests.storage': '50Gi', pods: '100' },
    });
    expect(objectOf(plan, 'LimitRange', 'environment').spec).toMatchObject({
      limits: [{ type: 'Container', default: { memory: '256Mi' } }],
    });
  });

  test('order the tiers of the environment, below everything that Kubernetes needs', () => {
    const plan = validPlan(`${full}priorityClasses: true\n`);
    expect(objectOf(plan, 'PriorityClass', 'market-infrastructure')).toMatchObject({ value: 1000, globalDefault: false });
    expect(objectOf(plan, 'Deployment', 'shop-api').spec).toMatchObject({
      template: { spec: { priorityClassName: 'market-application' } },
    });
    expect(JSON.stringify(validPlan(full).components)).not.toContain('priorityClassName');
  });
});

describe('network policies', () => {
  const pods = (component: string) => ({
    matchLabels: { 'app.kubernetes.io/component': component, 'app.kubernetes.io/part-of': 'market' },
  });

  test('let in who needs the component, on the port of its Pods, and nobody else (W081)', () => {
    const { spec } = objectOf(validPlan(full), 'NetworkPolicy', 'shop-database');
    expect(spec).toMatchObject({
      podSelector: pods('shop-database'),
      ingress: [
        { from: [{ podSelector: pods('shop-database') }] },
        { from: [{ podSelector: pods('shop-api') }], ports: [{ protocol: 'TCP', port: 'sql' }] },
      ],
    });
  });

  test('let out to name servers and to what is needed', () => {
    const { spec } = objectOf(validPlan(full), 'NetworkPolicy', 'shop-api');
    expect((spec as { egress: object[] }).egress).toEqual([
      { to: [{ podSelector: pods('shop-api') }] },
      {
        to: [
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } },
          { ipBlock: { cidr: '169.254.20.10/32' } },
        ],
        ports: [
          { protocol: 'UDP', port: 53 },
          { protocol: 'TCP', port: 53 },
        ],
      },
      { to: [{ podSelector: pods('shop-database') }], ports: [{ protocol: 'TCP', port: 'sql' }] },
    ]);
  });

  test('name the namespace of what lives in another one', () => {
    const plan = validPlan(`${head}components:\n  shop-database: { namespace: cellar }\n${api}`);
    const cellar = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'cellar' } }, podSelector: pods('shop-database') };
    expect(objectOf(plan, 'NetworkPolicy', 'shop-api').spec).toMatchObject({ egress: [{}, {}, { to: [cellar] }] });
  });

  test('let in the clients that the environment names, on the ports of its connections only', () => {
    const { spec } = objectOf(validPlan(`${full}clients: [stalls]\n`), 'NetworkPolicy', 'shop-database');
    const stalls = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'stalls' } } };
    expect((spec as { ingress: object[] }).ingress[1]).toEqual({
      from: [{ podSelector: pods('shop-api') }, stalls],
      ports: [{ protocol: 'TCP', port: 'sql' }],
    });
  });

  test('keep clients from tooling, and let in those of a component instead where it names some', () => {
    const components = `components:\n  shop-database: { clients: [] }\n  shop-cache: { clients: [ledgers] }\n${api}  shop-console: {}\n`;
    const plan = validPlan(`${head}clients: [stalls]\n${components}`);
    const clientsOf = (name: string) =>
      ['stalls', 'ledgers'].filter((client) => JSON.stringify(objectOf(plan, 'NetworkPolicy', name).spec).includes(`"${client}"`));
    expect(clientsOf('shop-api')).toEqual(['stalls']);
    expect(clientsOf('shop-cache')).toEqual(['ledgers']);
    expect([...clientsOf('shop-database'), ...clientsOf('shop-console')]).toEqual([]);
  });

  test('let out to an external address exactly, to an external name on its port', () => {
    const egressTo = (host: string) => {
      const plan = validPlan(`${head}components:\n  shop-database: { external: { host: "${host}", database: wares } }\n${api}`);
      return (objectOf(plan, 'NetworkPolicy', 'shop-api').spec as { egress: object[] }).egress[2];
    };
    expect(egressTo('10.4.5.6')).toEqual({ to: [{ ipBlock: { cidr: '10.4.5.6/32' } }], ports: [{ protocol: 'TCP', port: 5432 }] });
    expect(egressTo('db.example.com')).toMatchObject({ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, {}], ports: [{ port: 5432 }] });
  });
});

describe('secrets', () => {
  test('are shared by name: the keys add up, each with where its value comes from', () => {
    expect(validPlan(full).secrets).toMatchObject([
      {
        name: 'shop-database-secret',
        namespace: 'market',
        keys: {
          host: { from: 'literal', value: 'shop-database.market.svc.cluster.local' },
          password: { from: 'random' },
          username: { from: 'literal', value: 'shop' },
        },
        components: ['shop-api', 'shop-database'],
      },
    ]);
  });

  test('of an external component are given, under the names that the environment gives them', () => {
    const plan = validPlan(
      `${head}components:\n  shop-database:\n    external: { host: db, database: wares }\n    secret: { name: pg-secret, keys: { password: pg_password } }\n${api}`,
    );
    expect(plan.secrets).toMatchObject([
      { name: 'pg-secret', keys: { host: { from: 'literal', value: 'db' }, pg_password: { from: 'given' } } },
    ]);
    // Nobody reads the user name, so nobody has to supply it.
    expect(Object.keys(plan.secrets[0]?.keys ?? {})).not.toContain('username');
    expect(JSON.stringify(objectOf(plan, 'Deployment', 'shop-api'))).toContain('{"name":"pg-secret","key":"pg_password"}');
  });

  test('are there in every namespace that reads them', () => {
    const plan = validPlan(`${head}components:\n  shop-database: { namespace: cellar }\n${api}`);
    expect(plan.secrets.map(({ namespace, keys }) => [namespace, Object.keys(keys)])).toEqual([
      ['cellar', ['password', 'username']],
      ['market', ['host', 'password', 'username']],
    ]);
  });

  test('two components can’t want two values under one key', () => {
    const yaml = `${head}components:
  shop-database: {}
  archive: { builder: shop-database }
  shop-api: { image: { tag: "1" }, needs: { database: archive } }
  admin: { builder: shop-api, image: { tag: "1" }, needs: { database: shop-database } }
`;
    expect(planMarket(yaml).problems).toEqual([]);
    expect(planMarket(yaml.replace('  archive: {', '  archive: { secret: shop-database-secret,')).problems).toMatchObject([
      { code: 'secret-conflict' },
    ]);
  });

  test('become ExternalSecrets in the wave after the namespaces, literals in the template, the rest fetched (W060)', () => {
    const cluster = {
      'clusters/harbour/cluster.yaml': `argocd: { version: "3.5.1", repository: https://git.example.com/shop.git }
kubernetes: "1.33"
cloud: azure
secretStores: { strongroom: { provider: azure-key-vault, prefix: shop- } }
`,
    };
    const remote = 'remote: { shop-database-secret: { password: postgres-password } }';
    const plan = validPlan(`${full}secrets: { provider: external-secrets, store: strongroom, ${remote} }\n`, cluster);
    expect(plan.components[1]).toMatchObject({ name: 'secrets', wave: 1, namespace: 'market' });
    expect(objectOf(plan, 'ExternalSecret', 'shop-database-secret').spec).toMatchObject({
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'strongroom' },
      target: { template: { data: { host: 'shop-database.market.svc.cluster.local', password: '{{ .password }}', username: 'shop' } } },
      data: [{ secretKey: 'password', remoteRef: { key: 'postgres-password' } }],
    });
  });

  test('become SealedSecrets from the files beside the environment', () => {
    const yaml = `${full}secrets: { provider: sealed-secrets }\n`;
    const { problems } = planMarket(yaml);
    expect(problems).toMatchObject([{ code: 'missing-sealed-secret' }]);
    expect(problems[0]?.hint).toContain('--from-literal=password="$(openssl rand -hex 16)"');
    expect(problems[0]?.hint).toContain('mkdir -p environments/market/sealed-secrets\nkubectl create secret');
    expect(problems[0]?.hint).toContain('\nkubectl get secret shop-database-secret --namespace market --output yaml | kubeseal');
    const metadata = { name: 'shop-database-secret', namespace: 'market' };
    const object = { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata, spec: { encryptedData: { password: 'AgBy8h' } } };
    const plan = validPlan(yaml, {}, [{ file: 'sealed-secrets/shop-database-secret.yaml', object }]);
    expect(objectOf(plan, 'SealedSecret', 'shop-database-secret').spec).toEqual({
      encryptedData: { password: 'AgBy8h' },
      template: { metadata, data: { host: 'shop-database.market.svc.cluster.local', username: 'shop' } },
    });
  });

  test('that do not fit are told apart: of another namespace, or without a key', () => {
    const told = (namespace: string) => {
      const metadata = { name: 'shop-database-secret', namespace };
      const object = { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata, spec: { encryptedData: { pin: 'AgBy8h' } } };
      return planMarket(`${full}secrets: { provider: sealed-secrets }\n`, {}, [{ file: 'shop.yaml', object }]).problems[0]?.message;
    };
    expect(told('market')).toBe('The SealedSecret "shop-database-secret" in shop.yaml lacks password.');
    expect(told('fair')).toBe('The SealedSecret "shop-database-secret" in shop.yaml is for the namespace "fair", not for "market".');
  });

  test('of two namespaces stand in two files', () => {
    const yaml = `${head}secrets: { provider: sealed-secrets }\ncomponents:\n  shop-database: { namespace: cellar }\n${api}`;
    const files = planMarket(yaml).problems.map(({ hint }) => hint?.split(' > ')[1]?.split('\n')[0]);
    expect(files).toEqual(
      ['cellar.shop-database-secret', 'shop-database-secret'].map((name) => `environments/market/sealed-secrets/${name}.yaml`),
    );
  });
});
