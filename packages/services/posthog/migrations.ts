import { configMap, type Identity, type Manifest, mountConfig } from '@gitops/kit';
import migrateScript from './migrate.sh';
import { syncHook, waves } from './order.ts';
import { podOf, type Running } from './pod.ts';
import type { Backends } from './settings.ts';

const resources = { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } };

interface Step {
  readonly suffix: string;
  readonly wave: number;
  /** What has to listen before it begins. */
  readonly servers: readonly string[];
  readonly command: readonly string[];
}

/** Makes and changes the tables once for all replicas, which would race for it (B4). Web itself only looks whether it was done. */
export function migrations(self: Identity, running: Running, { database, cache, events, messages }: Backends): Manifest[] {
  const scripts = configMap(self, { 'migrate.sh': migrateScript }, 'migrate');
  const scriptDir = mountConfig(scripts, '/scripts');
  const always = [`${database.host}:${database.port}`, `${cache.host}:${cache.port}`];
  const steps: Step[] = [
    { suffix: 'migrate', wave: waves.postgres, servers: always, command: ['python', 'manage.py', 'migrate', '--noinput'] },
    {
      suffix: 'migrate-clickhouse',
      wave: waves.clickhouse,
      servers: [...always, `${events.host}:${events.nativePort}`, ...messages.bootstrapServers.split(',')],
      // And whatever else this version does at an upgrade: the script is the image's own and finds PostgreSQL done.
      command: ['./bin/migrate'],
    },
  ];
  const hooks = steps.map(({ suffix, wave, servers, command }) => {
    const env = [{ name: 'SERVERS', value: servers.join(' ') }];
    const container = { name: 'migrate', command: ['sh', '/scripts/migrate.sh', ...command], env, resources };
    return syncHook(self, suffix, wave, podOf(running, container, [scriptDir]));
  });
  return [scripts, ...hooks];
}
