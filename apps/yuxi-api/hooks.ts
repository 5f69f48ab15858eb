import type { Postgres } from '@gitops/connections';
import { type ConnectionOf, configMap, type Identity, type Manifest, mountConfig, syncHook } from '@gitops/kit';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import { saves } from './claims.ts';
import configScript from './config.sh';
import type { ConfigStorage } from './config-storage.ts';
import { waves } from './order.ts';
import { podOf, type Running } from './pod.ts';
import tablesScript from './tables.sh';

interface Target {
  readonly config: ConfigStorage;
  readonly resources: IResourceRequirements;
  readonly database: ConnectionOf<typeof Postgres>;
}

/** What has to be done to the database before the API, once instead of in every replica (Y024). */
export function hooks(self: Identity, running: Running, { config, resources, database }: Target): Manifest[] {
  const scripts = configMap(self, { 'tables.sh': tablesScript, 'config.sh': configScript }, 'hooks');
  const scriptDir = mountConfig(scripts, '/scripts');
  // As if in file mode: the other one loads the configuration from tables that may not be there yet, and asks questions (B2).
  const variables = { CONFIG_MODE: 'file' };
  const address = { DATABASE_HOST: database.host, DATABASE_PORT: String(database.port) };
  // They load all of the application, so they need what it needs.
  const task = { name: 'hook', resources };
  const limits = { backoffLimit: 3, activeDeadlineSeconds: 600 };
  // Without the volume, which another node may hold where one Pod only may mount it.
  const tables = podOf(
    running,
    { ...task, command: ['sh', '/scripts/tables.sh'] },
    { volumes: [scriptDir], variables: { ...variables, ...address, SAVE_DIR: '/tmp/saves' } },
  );
  const load = podOf(running, { ...task, command: ['sh', '/scripts/config.sh'] }, { volumes: [scriptDir, saves], variables });
  return [
    scripts,
    syncHook(self, 'tables', { wave: waves.tables, ...limits, pod: tables }),
    ...(config.mode === 'database' ? [syncHook(self, 'config', { wave: waves.config, ...limits, pod: load })] : []),
  ];
}
