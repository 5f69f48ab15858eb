import { configMap, type Identity, type Manifest, mountConfig } from '@gitops/kit';
import migrateScript from './migrate.sh';
import { syncHook, waves } from './order.ts';
import { podOf, type Running } from './pod.ts';
import type { Backends } from './settings.ts';

const resources = { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } };

/** Makes and changes the tables once for all replicas, which would race for it (B4). Web itself only looks whether it was done. */
export function migrations(self: Identity, running: Running, { database, cache, events, messages }: Backends): Manifest[] {
  const scripts = configMap(self, { 'migrate.sh': migrateScript }, 'migrate');
  const scriptDir = mountConfig(scripts, '/scripts');
  const always = [`${database.host}:${database.port}`, `${cache.host}:${cache.port}`];
  const hook = (suffix: string, wave: number, servers: readonly string[], command: readonly string[]) =>
    syncHook(
      self,
      suffix,
      wave,
      podOf(
        running,
        {
          name: 'migrate',
          command: ['sh', '/scripts/migrate.sh', ...command],
          env: [{ name: 'SERVERS', value: servers.join(' ') }],
          resources,
        },
        [scriptDir],
      ),
    );
  return [
    scripts,
    hook('migrate', waves.postgres, always, ['python', 'manage.py', 'migrate', '--noinput']),
    // ClickHouse, and whatever else this version does at an upgrade: the script is the image's own and finds PostgreSQL done.
    hook(
      'migrate-clickhouse',
      waves.clickhouse,
      [...always, `${events.host}:${events.nativePort}`, ...messages.bootstrapServers.split(',')],
      ['./bin/migrate'],
    ),
  ];
}
