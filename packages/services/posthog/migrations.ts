import { configMap, type Identity, type Manifest, mountConfig, syncHook } from '@gitops/kit';
import migrateScript from './migrate.sh';
import { waves } from './order.ts';
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
    // Some minutes the first time.
    return syncHook(self, suffix, { wave, backoffLimit: 3, activeDeadlineSeconds: 1200, pod: podOf(running, container, [scriptDir]) });
  });
  return [scripts, ...hooks];
}
