import { Prometheus } from '@gitops/connections';
import { connect, type ScrapeTarget } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { grafana } from './grafana.ts';

const metrics = connect(Prometheus, { url: 'http://prometheus.test.svc.cluster.local:9090' });
// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Grafana
const expr = 'up{job="${job}"}';
const targets: ScrapeTarget[] = [
  target('reports-db', {
    uid: 'postgres',
    title: 'PostgreSQL',
    panels: [{ targets: [{ expr, legendFormat: '{{pod}}' }] }],
  }),
  target('kafka', { uid: 'kafka', title: 'Kafka' }),
  target('akhq'),
];

test('defaults', async () => {
  await expect(render(grafana, { needs: { metrics }, targets: targets.slice(1, 2) })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = {
    ingress: { host: 'grafana.example.com', class: 'nginx', issuer: 'letsencrypt' },
    storage: '20Gi',
    storageClass: 'managed-premium',
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi' } },
  };
  await expect(
    render(grafana, { component: 'charts', secretName: 'charts-login', options, needs: { metrics }, targets }),
  ).toMatchFileSnapshot('golden/full.yaml');
});

describe('dashboards', () => {
  test('go into one ConfigMap each, because one may hold 1 MiB only, and into one folder', () => {
    const configMaps = configs().filter(({ metadata }) => metadata.name.startsWith('grafana-dashboard-'));
    expect(configMaps.map(({ data }) => Object.keys(data))).toEqual([['kafka.json'], ['postgres.json']]);
    const { volumes, containers } = pod();
    expect(volumes.find(({ name }) => name === 'dashboards')).toEqual({
      name: 'dashboards',
      projected: { sources: configMaps.map(({ metadata: { name } }) => ({ configMap: { name } })) },
    });
    const path = parse(files()['dashboards.yml'] ?? '').providers[0].options.path;
    expect(containers[0].volumeMounts).toContainEqual({ name: 'dashboards', mountPath: path, readOnly: true });
  });

  test('keep what looks like a placeholder', () => {
    const text = configs().flatMap(({ data }) => data['postgres.json'] ?? []);
    expect(JSON.parse(text[0] ?? '').panels[0].targets[0]).toEqual({ expr, legendFormat: '{{pod}}' });
  });

  test('of two components of a kind are one, which has a variable for the component', () => {
    const twice = [...targets, target('postgres', targets[0]?.dashboard)];
    expect(render(grafana, { needs: { metrics }, targets: twice })).toBe(render(grafana, { needs: { metrics }, targets }));
  });

  test.each([{}, { uid: 'with space' }, { uid: 7 }])('without a uid that names a ConfigMap are a bug: %o', (dashboard) => {
    expect(() => render(grafana, { needs: { metrics }, targets: [target('a', dashboard)] })).toThrow('uid');
  });
});

test('the data source has the uid by which dashboards ask it (V034)', () => {
  expect(parse(files()['datasources.yml'] ?? '').datasources).toMatchObject([
    { uid: 'prometheus', type: 'prometheus', access: 'proxy', url: 'http://prometheus.test.svc.cluster.local:9090', isDefault: true },
  ]);
});

describe('login', () => {
  test('neither the password nor the key is the one that everybody knows (V034, V050)', () => {
    const { secrets, manifests } = build(grafana, { needs: { metrics }, secretName: 'login' });
    expect(secrets).toEqual([{ name: 'login', keys: { 'admin-password': random(), 'secret-key': random() } }]);
    expect(find(manifests, 'StatefulSet')).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                env: [
                  { name: 'GF_SECURITY_ADMIN_PASSWORD', valueFrom: { secretKeyRef: { name: 'login', key: 'admin-password' } } },
                  { name: 'GF_SECURITY_SECRET_KEY', valueFrom: { secretKeyRef: { name: 'login', key: 'secret-key' } } },
                ],
              },
            ],
          },
        },
      },
    });
  });

  test.each([
    [{}, ['root_url = http://localhost:3000/', 'cookie_secure = false']],
    [{ ingress: { host: 'g.example.com' } }, ['root_url = https://g.example.com/', 'cookie_secure = true']],
  ])('knows where people come from: %o', (options, lines) => {
    expect((files(options)['grafana.ini'] ?? '').split('\n')).toEqual(expect.arrayContaining(lines));
  });

  function random() {
    return { from: 'random', characters: 32, description: expect.any(String) };
  }
});

test('one Pod after the other opens the database, and owns the volume', () => {
  expect(find(build(grafana, { needs: { metrics } }).manifests, 'StatefulSet')).toMatchObject({
    spec: { replicas: 1, template: { spec: { securityContext: { runAsUser: 472, fsGroup: 472 } } } },
  });
});

interface Pod {
  containers: [{ volumeMounts: object[] }];
  volumes: { name: string }[];
}

interface Config {
  kind: string;
  metadata: { name: string };
  data: Record<string, string>;
}

function target(component: string, dashboard?: object): ScrapeTarget {
  return {
    component,
    namespace: 'test',
    selector: { 'app.kubernetes.io/name': component },
    port: 'metrics',
    ...(dashboard ? { dashboard } : {}),
  };
}

function configs(options: object = {}): Config[] {
  const { manifests } = build(grafana, { options, needs: { metrics }, targets });
  return manifests.map((manifest) => manifest.toJSON() as Config).filter(({ kind }) => kind === 'ConfigMap');
}

function files(options: object = {}): Record<string, string> {
  return configs(options)[0]?.data ?? {};
}

function pod(): Pod {
  // `find` leaves the type open.
  const { spec } = find(build(grafana, { needs: { metrics }, targets }).manifests, 'StatefulSet') as {
    spec: { template: { spec: Pod } };
  };
  return spec.template.spec;
}
