import { find, podOf } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { container, full, objects } from './testing/rendered.ts';

interface Shown {
  readonly kind?: string;
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
}

function waveOf({ metadata }: Shown): number {
  return Number(metadata?.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
}

test('PostgreSQL, ClickHouse, then whatever asks for both', () => {
  expect(waveOf(find(objects(), 'Job', 'posthog-migrate'))).toBe(0);
  expect(waveOf(find(objects(), 'Job', 'posthog-migrate-clickhouse'))).toBe(1);
  const all = objects(full).map((manifest) => manifest.toJSON() as Shown);
  expect(all.filter(({ kind = '' }) => ['Deployment', 'Ingress'].includes(kind)).map(waveOf)).toEqual([2, 2, 2, 2, 2]);
});

test('the migrations are hooks, and end', () => {
  for (const name of ['posthog-migrate', 'posthog-migrate-clickhouse']) {
    expect(find(objects(), 'Job', name)).toMatchObject({
      metadata: { annotations: { 'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation' } },
      spec: { activeDeadlineSeconds: 1200, template: { spec: { restartPolicy: 'Never' } } },
    });
  }
});

test('no replica migrates, which upstream’s did, without ClickHouse', () => {
  expect(podOf(find(objects(), 'Deployment', 'posthog-web'))).not.toHaveProperty('initContainers');
  expect(container('Job', 'posthog-migrate').command?.slice(2)).toEqual(['python', 'manage.py', 'migrate', '--noinput']);
  expect(container('Job', 'posthog-migrate-clickhouse').command?.slice(2)).toEqual(['./bin/migrate']);
});

test('what is waited for is what is asked', () => {
  expect(container('Job', 'posthog-migrate-clickhouse').env).toContainEqual({
    name: 'SERVERS',
    value: 'pg.contoso.example:5433 redis.contoso.example:6380 ch.contoso.example:9000 k1.contoso.example:9092 k2.contoso.example:9093',
  });
});

test('everything is scheduled once: workers schedule nothing, and there is one scheduler', () => {
  const commands = ['posthog-web', 'posthog-worker', 'posthog-plugins'].map((name) => container('Deployment', name).command?.join(' '));
  expect(commands.join(' ')).not.toMatch(/scheduler|beat/);
  expect(find(objects({ worker: { replicas: 4 } }), 'Deployment', 'posthog-scheduler')).toMatchObject({
    spec: { replicas: 1, strategy: { type: 'Recreate' } },
  });
});

test('a scheduler that crashed comes back: nothing in the Pod says that it still runs', () => {
  expect(container('Deployment', 'posthog-scheduler').command).toContain('--pidfile=');
});
