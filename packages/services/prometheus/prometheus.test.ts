import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Alertmanager } from '@gitops/connections';
import { connect, type ScrapeTarget } from '@gitops/kit';
import { build, find, pathOf, render } from '@gitops/kit/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse, stringify } from 'yaml';
import alerts from './alerts.yml';
import { prometheus } from './prometheus.ts';

const alertmanager = connect(Alertmanager, { host: 'alertmanager-headless.test.svc.cluster.local', port: 9093 });
const targets: ScrapeTarget[] = [
  target('postgres', { port: 'metrics', rules: 'groups: [{ name: "{{job}} in {{namespace}}", rules: [] }]\n' }),
  target('minio', { port: 'api', path: '/minio/v2/metrics/cluster', namespace: 'storage' }),
  target('prometheus', { port: 'http', rules: alerts }),
  target('minio', { port: 'api', path: '/minio/v2/metrics/node', namespace: 'storage', rules: 'groups: []\n' }),
];

test('defaults', async () => {
  await expect(render(prometheus, { targets: [target('prometheus', { port: 'http', rules: alerts })] })).toMatchFileSnapshot(
    'golden/defaults.yaml',
  );
});

test('every option set, components in two namespaces and an Alertmanager', async () => {
  const options = {
    cluster: 'eu-1',
    storage: '10Gi',
    storageClass: 'managed-premium',
    resources: { requests: { cpu: '1', memory: '4Gi' }, limits: { cpu: '2', memory: '8Gi' } },
  };
  await expect(render(prometheus, { component: 'metrics', options, targets, needs: { alerts: alertmanager } })).toMatchFileSnapshot(
    'golden/full.yaml',
  );
});

describe('scrape jobs', () => {
  const jobs = scrapeConfigs();

  test('are called like their component, also where it serves two kinds of metrics', () => {
    expect(jobs.map(({ job_name }) => job_name)).toEqual(['minio', 'minio/2', 'postgres', 'prometheus']);
    const named = jobs.map(({ relabel_configs: rules }) => rules.find(({ target_label }) => target_label === 'job')?.replacement);
    expect(named).toEqual(['minio', 'minio', 'postgres', 'prometheus']);
    expect(jobs.map(({ metrics_path }) => metrics_path)).toEqual([
      '/minio/v2/metrics/cluster',
      '/minio/v2/metrics/node',
      '/metrics',
      '/metrics',
    ]);
  });

  test('two kinds of metrics of one Pod are told apart, so that neither hides whether the other is up', () => {
    const endpoints = jobs.map(({ relabel_configs: rules }) => rules.find(({ target_label }) => target_label === 'endpoint')?.replacement);
    expect(new Set(endpoints).size).toBe(jobs.length);
  });

  test('keep one port of the Pods that have all labels of the component, and of no other', () => {
    const selector = { 'app.kubernetes.io/name': 'a.b', tier: 'x' };
    const [job] = scrapeConfigs([{ ...target('a', { port: 'metrics' }), selector }]);
    const keep = job?.relabel_configs.find(({ action }) => action === 'keep');
    expect(keep?.source_labels).toEqual([
      '__meta_kubernetes_pod_label_app_kubernetes_io_name',
      '__meta_kubernetes_pod_label_tier',
      '__meta_kubernetes_pod_container_port_name',
    ]);
    const matches = (...values: string[]) => new RegExp(`^(?:${keep?.regex})$`).test(values.join(';'));
    expect(matches('a.b', 'x', 'metrics')).toBe(true);
    expect([matches('aXb', 'x', 'metrics'), matches('a.b', 'x', 'http'), matches('a.b', 'xx', 'metrics')]).toEqual([false, false, false]);
  });

  test('look into one namespace each, the one of the component', () => {
    expect(jobs.map(({ kubernetes_sd_configs: [sd] }) => sd)).toEqual(
      ['storage', 'storage', 'test', 'test'].map((name) => ({ role: 'pod', namespaces: { names: [name] } })),
    );
  });

  test('do not depend on the order of the components', () => {
    const reordered = targets.toSorted((a, b) => b.component.localeCompare(a.component));
    expect(render(prometheus, { targets: reordered })).toBe(render(prometheus, { targets }));
  });
});

test('rules are filled in and lie beside the configuration, not inside its read-only directory', () => {
  const data = configs()[1]?.data ?? {};
  expect(Object.keys(data)).toEqual(['minio.2.rules.yml', 'postgres.rules.yml', 'prometheus.rules.yml']);
  expect(parse(data['postgres.rules.yml'] ?? '')).toEqual({ groups: [{ name: 'postgres in test', rules: [] }] });
  const [config, rules] = container().volumeMounts.map(({ mountPath }) => mountPath);
  expect([config, rules]).toEqual(['/etc/prometheus/config', '/etc/prometheus/rules']);
});

describe('access', () => {
  const { manifests } = build(prometheus, { targets });
  const all = manifests.map((manifest) => manifest.toJSON() as { kind: string; metadata: { namespace: string } });

  test('reaches into exactly the namespaces of the components, and only as far as their Pods', () => {
    const roles = all.filter(({ kind }) => kind === 'Role');
    expect(roles.map(({ metadata }) => metadata.namespace)).toEqual(['storage', 'test']);
    for (const role of roles)
      expect(role).toMatchObject({ rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }] });
    expect(all.filter(({ kind }) => kind.startsWith('Cluster'))).toEqual([]);
  });

  test('lets it out to the API server, by the ports on which policies see one', () => {
    const { reaches } = build(prometheus);
    expect(reaches.map(({ host, port }) => `${host}:${port}`)).toEqual(['kubernetes.default.svc:443', 'kubernetes.default.svc:6443']);
  });

  test('every Role is bound to the account of the Pods, which carry its token', () => {
    const subjects = all.filter(({ kind }) => kind === 'RoleBinding');
    for (const binding of subjects)
      expect(binding).toMatchObject({ subjects: [{ kind: 'ServiceAccount', name: 'prometheus', namespace: 'test' }] });
    expect(subjects).toHaveLength(2);
    expect(find(manifests, 'StatefulSet')).toMatchObject({
      spec: { template: { spec: { serviceAccountName: 'prometheus', automountServiceAccountToken: true } } },
    });
  });
});

describe('alerts', () => {
  test('go to every replica of Alertmanager, with a service to group by', () => {
    const { alerting } = configuration({ needs: { alerts: alertmanager } });
    expect(alerting).toEqual({
      alert_relabel_configs: [{ source_labels: ['service', 'job'], regex: ';(.+)', target_label: 'service' }],
      alertmanagers: [{ dns_sd_configs: [{ names: ['alertmanager-headless.test.svc.cluster.local'], type: 'A', port: 9093 }] }],
    });
  });

  test('stay in Prometheus where there is no Alertmanager', () => {
    expect(configuration()).not.toHaveProperty('alerting');
  });
});

describe('data', () => {
  test('is kept for 15 days, and goes earlier before it fills the volume (V033)', () => {
    expect(configuration({ options: { storage: '100Gi' } }).storage).toEqual({ tsdb: { retention: { time: '15d', size: '81920MB' } } });
    expect(configuration({ options: { storage: '20G' } }).storage).toEqual({ tsdb: { retention: { time: '15d', size: '15258MB' } } });
  });

  test('is on a volume that one Pod after the other opens', () => {
    expect(find(build(prometheus).manifests, 'StatefulSet')).toMatchObject({
      spec: { replicas: 1, template: { spec: { securityContext: { runAsUser: 65534, fsGroup: 65534 } } } },
    });
  });
});

test('nobody deletes series or stops the server over the network', () => {
  expect(container().args.filter((argument) => /admin-api|enable-lifecycle/.test(argument))).toEqual([]);
});

describe.each([{}, { alerts: alertmanager }])('with the needs %o', (needs) => {
  const found = pathOf('promtool') !== undefined;
  test.skipIf(!found)(found ? 'promtool accepts the files' : 'promtool is not installed: files not checked', () => {
    const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const { data } of configs({ needs, options: { cluster: 'eu-1' } })) {
      for (const [name, text] of Object.entries(data)) write(folder, name, text);
    }
    const report = execFileSync('promtool', ['check', 'config', join(folder, 'prometheus.yml')], { encoding: 'utf8' });
    expect(report).toContain('3 rule files found');
  });

  /** Debian's promtool is built without Kubernetes, and older than the retention in the file. */
  function write(folder: string, name: string, text: string): void {
    const config = parse(text.replaceAll('/etc/prometheus/rules', folder));
    const { stdout: version } = spawnSync('promtool', ['--version'], { encoding: 'utf8' });
    if (version.includes('+ds')) {
      delete config.storage;
      for (const job of config.scrape_configs ?? []) delete job.kubernetes_sd_configs;
    }
    writeFileSync(join(folder, name), stringify(config));
  }
});

interface ScrapeConfig {
  job_name: string;
  metrics_path: string;
  kubernetes_sd_configs: [object];
  relabel_configs: { source_labels?: string[]; regex?: string; action?: string; target_label?: string; replacement?: string }[];
}

function target(component: string, { namespace = 'test', ...own }: Partial<ScrapeTarget> & { port: string }): ScrapeTarget {
  return { component, namespace, selector: { 'app.kubernetes.io/name': component }, ...own };
}

interface Config {
  kind: string;
  metadata: { name: string };
  data: Record<string, string>;
}

/** The ConfigMaps: the configuration, then the rules. */
function configs(rendering: Parameters<typeof render>[1] = {}): Config[] {
  const { manifests } = build(prometheus, { targets, ...rendering });
  return manifests.map((manifest) => manifest.toJSON() as Config).filter(({ kind }) => kind === 'ConfigMap');
}

function configuration(rendering: Parameters<typeof render>[1] = {}): Record<string, unknown> {
  return parse(configs(rendering)[0]?.data['prometheus.yml'] ?? '');
}

function scrapeConfigs(of: readonly ScrapeTarget[] = targets): ScrapeConfig[] {
  return configuration({ targets: of }).scrape_configs as ScrapeConfig[];
}

function container(): { args: string[]; volumeMounts: { mountPath: string }[] } {
  // `find` leaves the type open.
  const { spec } = find(build(prometheus, { targets }).manifests, 'StatefulSet') as {
    spec: { template: { spec: { containers: [{ args: string[]; volumeMounts: { mountPath: string }[] }] } } };
  };
  return spec.template.spec.containers[0];
}
