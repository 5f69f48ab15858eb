import { describe, expect, test } from 'vitest';
import { shopFiles } from '../../testing/repository.ts';
import { market, problemsOf, resolveMarket } from '../../testing/stages.ts';
import type { DeployedComponent } from '../model.ts';

const head = 'cluster: harbour\nnamespace: market\n';
const api = '  shop-api: { image: { tag: "1" } }\n';

function deployed(environment: { components: ReadonlyMap<string, unknown> }, name: string): DeployedComponent {
  return environment.components.get(name) as DeployedComponent;
}

describe('layers', () => {
  test('builder defaults come first, then layers from left to right, then the environment (W059)', () => {
    const layers = {
      'environments/layers/one.yaml':
        'components:\n  shop-api: { replicas: 4, logLevel: debug, image: { tag: "1" } }\n  shop-database: {}\n',
      'environments/layers/two.yaml': 'components:\n  shop-api: { replicas: 5 }\n',
    };
    const environment = market(`${head}layers: [one, two]\ncomponents:\n  shop-api: { image: { tag: "2" } }\n`, layers);
    expect(deployed(environment, 'shop-api')).toMatchObject({ image: 'shop/api:2', options: { replicas: 5, logLevel: 'debug' } });
    expect(deployed(environment, 'shop-database').options).toMatchObject({ database: 'shop' });
  });

  test('null takes out what a layer put in', () => {
    const environment = market(`${head}layers: [base]\ncomponents:\n  shop-api: null\n`);
    expect([...environment.components.keys()]).toEqual(['shop-database']);
  });

  test('external replaces the options of a layer, but not beside them in one file', () => {
    const external = 'external: { host: db.example.com, database: wares }';
    const environment = market(`${head}layers: [base]\ncomponents:\n  shop-database: { ${external} }\n`);
    expect(environment.components.get('shop-database')).toMatchObject({
      kind: 'external',
      connection: { host: 'db.example.com', port: 5432, sslMode: 'require' },
    });
    expect(problemsOf(`${head}components:\n  shop-database: { ${external}, database: wares }\n${api}`)).toEqual([
      'external-with-options 4:73',
    ]);
    // Who may reach it is the business of whoever runs it.
    expect(problemsOf(`${head}components:\n  shop-database: { ${external}, clients: [stalls] }\n${api}`)).toEqual([
      'external-with-options 4:73',
    ]);
  });

  test('every value knows the file that it was written in', () => {
    const { environment } = resolveMarket();
    expect(environment?.at('components', 'shop-database', 'database')).toEqual({
      file: 'environments/layers/base.yaml',
      line: 2,
      column: 30,
      length: 5,
    });
    expect(environment?.at('components', 'shop-api', 'replicas')).toMatchObject({ file: 'environments/market/environment.yaml', line: 6 });
    // A default stands nowhere: the nearest thing that a person wrote answers for it.
    expect(environment?.at('components', 'shop-api', 'logLevel')).toMatchObject({
      file: 'environments/market/environment.yaml',
      line: 6,
      column: 3,
    });
  });
});

describe('surroundings', () => {
  test('options that nobody sets take the facts of the cluster and the environment', () => {
    const environment = market(`${head}domain: market.example.com\nlayers: [base]\n`);
    expect(deployed(environment, 'shop-database').options).toMatchObject({ storageClass: 'fast' });
    expect(deployed(environment, 'shop-api').options).toMatchObject({ host: 'market.example.com' });
  });

  test('addresses are waited for where a cloud hands them out, and elsewhere only when the cluster says that somebody does', () => {
    const { 'clusters/harbour/cluster.yaml': harbour = '' } = shopFiles;
    const waits = (cluster: string) =>
      market(`${head}layers: [base]\n`, { 'clusters/harbour/cluster.yaml': cluster }).cluster.reportsAddresses;
    expect(waits(harbour)).toBe(false);
    expect(waits(harbour.replace('cloud: local', 'cloud: azure'))).toBe(true);
    expect(waits(`${harbour}reportsAddresses: true\n`)).toBe(true);
  });

  test('a registry serves all images under their own paths (W042)', () => {
    const environment = market(`${head}registry: mirror.example.com/hub\nlayers: [base]\n`);
    expect(deployed(environment, 'shop-database')).toMatchObject({
      image: 'mirror.example.com/hub/shop/database:16.1',
      images: { exporter: 'mirror.example.com/hub/shop/exporter:0.3' },
    });
    expect(deployed(environment, 'shop-api').image).toBe('mirror.example.com/hub/shop/api:2.4');
  });
});

describe('needs', () => {
  const two = `${head}components:\n  shop-database: {}\n  archive: { builder: shop-database }\n`;

  test('are bound by type where only one component fulfils them, optional ones may stay open', () => {
    expect(deployed(market(`${head}layers: [base]\n`), 'shop-api').needs).toEqual({ database: 'shop-database' });
    expect(deployed(market(`${head}layers: [base]\ncomponents: { shop-cache: {} }\n`), 'shop-api').needs).toEqual({
      database: 'shop-database',
      cache: 'shop-cache',
    });
  });

  test('are bound by name where several could', () => {
    const environment = market(`${two}  shop-api: { image: { tag: "1" }, needs: { database: archive } }\n`);
    expect(deployed(environment, 'shop-api').needs).toEqual({ database: 'archive' });
    expect(environment.components.get('archive')?.connection).toMatchObject({ host: 'archive.market.svc.cluster.local' });
  });

  test('that want a name are not bound by type alone, whoever is there', () => {
    const prices = (entry: string) => deployed(market(`${head}components:\n  shop-cache: {}\n  shop-prices: ${entry}\n`), 'shop-prices');
    expect(prices('{}').needs).toEqual({});
    expect(prices('{ needs: { cache: shop-cache } }').needs).toEqual({ cache: 'shop-cache' });
  });

  test('that several could fulfil are a problem with the candidates and the line to add', () => {
    const { problems } = resolveMarket({ 'environments/market/environment.yaml': two + api });
    expect(problems).toMatchObject([
      {
        code: 'ambiguous-need',
        message:
          '"shop-api" needs postgres, and 2 components provide it: "archive" (environments/market/environment.yaml:5), "shop-database" (environments/market/environment.yaml:4).',
        hint: 'Say which, under components:\n  shop-api:\n    needs: { database: archive | shop-database }',
      },
    ]);
  });

  test('that nobody fulfils come with the lines that would', () => {
    const { problems } = resolveMarket({ 'environments/market/environment.yaml': `${head}components:\n${api}` });
    expect(problems).toMatchObject([
      {
        code: 'unmet-need',
        hint: 'Add one under components, either deployed:\n  shop-database: {}\nor external:\n  shop-database:\n    external: { host: …, port: 5432, database: …, sslMode: require }',
      },
    ]);
  });

  test('bound to nothing, to the wrong thing or under a wrong name are told apart', () => {
    const bind = (needs: string) => problemsOf(`${two}  shop-cache: {}\n  shop-api: { image: { tag: "1" }, needs: ${needs} }\n`);
    expect(bind('{ database: archiv }')).toEqual(['unknown-component 7:55']);
    expect(bind('{ database: shop-cache }')).toEqual(['wrong-contract 7:55']);
    expect(bind('{ database: archive, databse: archive }')).toEqual(['unknown-need 7:64']);
  });
});

test('what is external under a name of its own says what it provides, not its builder', () => {
  const hintFor = (entry: string) =>
    resolveMarket({ 'environments/market/environment.yaml': `${head}components:\n  orders: ${entry}\n` }).problems[0]?.hint;
  expect(hintFor('{ external: { host: db.example.com } }')).toMatch(/postgres, .*\):\norders:\n {2}provides: <contract>\n {2}external: …$/);
  expect(hintFor('{}')).toMatch(/orders: \{ builder: <builder> \}$/);
});

describe('mode', () => {
  const external = '  shop-database: { external: { host: db, database: wares } }\n';

  test('follows from the components (W002, W003, W004)', () => {
    expect(market(`${head}layers: [base]\n`).mode).toBe('full');
    expect(market(`${head}components:\n${external}${api}`).mode).toBe('minimal');
    expect(market(`${head}components:\n${external}${api}  shop-cache: {}\n`).mode).toBe('hybrid');
  });

  test('is checked where the environment states it', () => {
    expect(problemsOf(`${head}mode: minimal\nlayers: [base]\n`)).toEqual(['wrong-mode 3:7']);
  });
});

test('options are checked after merging, each at the place that set it', () => {
  expect(problemsOf(`${head}layers: [base]\ncomponents:\n  shop-api: { replicas: 12, loglevel: debug }\n`)).toEqual([
    'unknown-key 5:29',
    'invalid-value 5:25',
  ]);
});

test('a key that is no option may be meant as one that every component has, and these are listed too', () => {
  const hint = (key: string) =>
    resolveMarket({ 'environments/market/environment.yaml': `${head}components:\n  shop-database: { ${key}: 1 }\n${api}` }).problems[0]
      ?.hint;
  expect(hint('namspace')).toBe('Did you mean "namespace"?');
  expect(hint('colour')).toMatch(
    /^Known keys: database, .*\. Every component has: builder, namespace, image, images, secret, needs, external, clients\.$/,
  );
});

test('what is wrong with a layer or a cluster keeps the environment from being rendered', () => {
  expect(problemsOf(`${head}layers: [bases]\n`)).toEqual(['unknown-layer 3:10']);
  expect(
    resolveMarket({ 'environments/market/environment.yaml': `${head}layers: [environments/layers/base.yaml]\n` }).problems[0]?.hint,
  ).toBe('Did you mean "base"?');
  expect(problemsOf('cluster: harbor\nnamespace: market\n')).toEqual(['unknown-cluster 1:10']);
  expect(problemsOf('namespace: market\n')).toEqual(['unset-key 1:1']);
});

test('a secret store that the cluster lacks comes with the lines that add the one of its cloud', () => {
  const { 'clusters/harbour/cluster.yaml': harbour = '' } = shopFiles;
  const hintOn = (cloud: string) =>
    resolveMarket({
      'clusters/harbour/cluster.yaml': harbour.replace('cloud: local', `cloud: ${cloud}`),
      'environments/market/environment.yaml': `${head}layers: [base]\nsecrets: { provider: external-secrets, store: safe }\n`,
    }).problems[0]?.hint;
  expect(hintOn('local')).toMatch(/secretStores:\n {2}safe: \{ provider: vault \}$/);
  expect(hintOn('gcp')).toMatch(/safe: \{ provider: gcp-secret-manager \}$/);
});
