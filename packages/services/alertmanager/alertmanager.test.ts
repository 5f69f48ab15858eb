import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDefaults } from '@gitops/kit';
import { build, find, pathOf, render } from '@gitops/kit/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { alertmanager } from './alertmanager.ts';
import { receiverReaches } from './receivers.ts';

const email = {
  smarthost: 'smtp.example.com:587',
  from: 'alerts@example.com',
  to: ['sre@example.com', 'on-call@example.com'],
  username: 'alerts',
};
const webhooks = [{ name: 'pager' }, { name: 'chat', host: 'notification-service.voice.svc.cluster.local', port: 9006 }];

test('defaults', async () => {
  await expect(render(alertmanager)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = {
    replicas: 3,
    email: { ...email, tls: false },
    webhooks,
    watchdog: { host: 'hc-ping.com' },
    storageClass: 'managed-premium',
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
  };
  await expect(render(alertmanager, { component: 'paging', secretName: 'paging-login', options })).toMatchFileSnapshot('golden/full.yaml');
});

describe('route', () => {
  test('groups by name, cluster and service (V036)', () => {
    expect(configuration().route.group_by).toEqual(['alertname', 'cluster', 'service']);
  });

  test('matches with matchers, because match and match_re are going away', () => {
    const text = JSON.stringify(configuration());
    expect(text).toContain('matchers');
    expect(text).not.toMatch(/"(source_|target_)?match(_re)?":/);
  });

  test('critical alerts of a service keep its warnings quiet', () => {
    expect(configuration().inhibit_rules[0]).toEqual({
      source_matchers: ['severity="critical"', 'service!=""'],
      target_matchers: ['severity="warning"'],
      equal: ['cluster', 'service'],
    });
  });

  test('an alert without a service keeps no other quiet: a label that both lack counts as equal', () => {
    for (const { source_matchers: matchers, equal } of configuration().inhibit_rules) {
      expect(matchers).toContain('service!=""');
      expect(equal).toContain('service');
    }
  });
});

describe('receivers', () => {
  test('there may be none', () => {
    const { secrets, manifests } = build(alertmanager);
    expect(configuration().receivers).toEqual([
      { name: 'notifications', email_configs: [], webhook_configs: [] },
      { name: 'watchdog', webhook_configs: [] },
    ]);
    expect(secrets).toEqual([]);
    expect(JSON.stringify(manifests)).not.toContain('secretName');
  });

  test('what they log in with stands in the Secret, and the configuration only names its files (V036)', () => {
    const { secrets, manifests } = build(alertmanager, { options: { email, webhooks }, secretName: 'login' });
    const given = (description: string) => ({ from: 'given', description: expect.stringContaining(description) });
    expect(secrets).toEqual([
      {
        name: 'login',
        keys: { 'smtp-password': given('smtp.example.com'), 'webhook-pager': given('pager'), 'webhook-chat': given('chat') },
      },
    ]);
    const [{ email_configs: mails, webhook_configs: hooks }] = configuration({ email, webhooks }).receivers;
    expect(mails).toMatchObject([{ auth_username: 'alerts', auth_password_file: '/etc/alertmanager/secrets/smtp-password' }]);
    expect(hooks.map(({ url_file }: { url_file: string }) => url_file)).toEqual([
      '/etc/alertmanager/secrets/webhook-pager',
      '/etc/alertmanager/secrets/webhook-chat',
    ]);
    expect(find(manifests, 'StatefulSet')).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              { volumeMounts: expect.arrayContaining([{ name: 'login', mountPath: '/etc/alertmanager/secrets', readOnly: true }]) },
            ],
            volumes: expect.arrayContaining([{ name: 'login', secret: { secretName: 'login' } }]),
          },
        },
      },
    });
  });

  test('a mail server that asks for no login needs no Secret', () => {
    const { username: _, ...open } = email;
    expect(build(alertmanager, { options: { email: open } }).secrets).toEqual([]);
  });

  test('are reached, and nobody else outside', () => {
    const options = withDefaults(alertmanager.options, { email, webhooks }) as Parameters<typeof receiverReaches>[0];
    expect(receiverReaches(options)).toEqual([
      { host: 'smtp.example.com', port: 587 },
      { host: '*', port: 443 },
      { host: 'notification-service.voice.svc.cluster.local', port: 9006 },
    ]);
    expect(receiverReaches({ webhooks: [], watchdog: { host: 'hc-ping.com', port: 443 } })).toEqual([{ host: 'hc-ping.com', port: 443 }]);
    expect(receiverReaches({ webhooks: [] })).toEqual([]);
  });
});

describe('watchdog', () => {
  test('tells the switch and nobody else, again and again, and never that it ended', () => {
    const { route, receivers } = configuration({ email, watchdog: {} });
    expect(route.routes[0]).toEqual({
      matchers: ['alertname="Watchdog"'],
      receiver: 'watchdog',
      group_wait: '0s',
      group_interval: '1m',
      repeat_interval: '5m',
    });
    expect(receivers[1]).toEqual({
      name: 'watchdog',
      webhook_configs: [{ url_file: '/etc/alertmanager/secrets/watchdog', send_resolved: false }],
    });
    expect(build(alertmanager, { options: { watchdog: {} } }).secrets).toMatchObject([{ keys: { watchdog: { from: 'given' } } }]);
  });

  const absent = pathOf('amtool') === undefined;
  test.skipIf(absent).each([
    ['watchdog', ['alertname=Watchdog', 'severity=none', 'service=prometheus']],
    ['notifications', ['alertname=TargetDown', 'severity=warning', 'service=redis']],
    ['notifications', ['alertname=RedisDown', 'severity=critical', 'service=redis']],
  ])(`amtool routes to %s: %s${absent ? ' (skipped without amtool)' : ''}`, (receiver, labels) => {
    const folder = mkdtempSync(join(tmpdir(), 'alertmanager-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'alertmanager.yml');
    writeFileSync(file, text());
    const { stdout } = spawnSync('amtool', ['config', 'routes', 'test', `--config.file=${file}`, ...labels], { encoding: 'utf8' });
    expect(stdout.trim()).toBe(receiver);
  });
});

describe('replicas', () => {
  test('find each other by names that a StatefulSet gives', () => {
    expect(args({ replicas: 3 })).toEqual(
      expect.arrayContaining([0, 1, 2].map((n) => `--cluster.peer=alertmanager-${n}.alertmanager-headless.test.svc.cluster.local:9094`)),
    );
    const { manifests } = build(alertmanager);
    expect(find(manifests, 'StatefulSet')).toMatchObject({ spec: { serviceName: 'alertmanager-headless' } });
    expect(find(manifests, 'Service', 'alertmanager-headless')).toMatchObject({ spec: { publishNotReadyAddresses: true } });
  });

  test('are all known to those who send alerts', () => {
    expect(build(alertmanager).connection).toMatchObject({ host: 'alertmanager-headless.test.svc.cluster.local', port: 9093 });
  });

  test('a single one looks for nobody, and nothing keeps its machine from being drained', () => {
    expect(args({ replicas: 1 }).filter((argument) => argument.startsWith('--cluster'))).toEqual(['--cluster.listen-address=']);
    expect(() => find(build(alertmanager, { options: { replicas: 1 } }).manifests, 'PodDisruptionBudget')).toThrow('found 0');
  });

  test.each([0, 4])('%i are refused', (replicas) => {
    expect(() => build(alertmanager, { options: { replicas } })).toThrow('replicas');
  });
});

describe.each([
  { receivers: 'no receiver', since: 0, options: {} },
  { receivers: 'email', since: 0.25, options: { email } },
  { receivers: 'email and webhooks', since: 0.26, options: { email, webhooks } },
])('with $receivers', ({ since, options }) => {
  const { status, stdout, stderr } = spawnSync('amtool', ['--version'], { encoding: 'utf8' });
  const found = status === 0 && Number(/version (\d+\.\d+)/.exec(stdout + stderr)?.[1] ?? since) >= since;
  test.skipIf(!found)(found ? 'amtool accepts the configuration' : `no amtool from ${since} on: configuration not checked`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'alertmanager-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'alertmanager.yml'), text(options));
    const checked = spawnSync('amtool', ['check-config', join(folder, 'alertmanager.yml')], { encoding: 'utf8' });
    expect({ status: checked.status, stderr: checked.stderr }).toEqual({ status: 0, stderr: '' });
    expect(checked.stdout).toContain('2 inhibit rules');
  });
});

function text(options: object = {}): string {
  // `find` leaves the type open.
  const { data } = find(build(alertmanager, { options }).manifests, 'ConfigMap');
  return data['alertmanager.yml'] ?? '';
}

function configuration(options: object = {}) {
  return parse(text(options));
}

function args(options: object): string[] {
  const { spec } = find(build(alertmanager, { options }).manifests, 'StatefulSet') as {
    spec: { template: { spec: { containers: [{ args: string[] }] } } };
  };
  return spec.template.spec.containers[0].args;
}
