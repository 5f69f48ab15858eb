import type { Postgres } from '@gitops/connections';
import { type ConnectionOf, literal, secretRef } from '@gitops/kit';
import type { Settings } from './settings.ts';

/** The database as the loader asks for it; the Secret is complete for people with `psql` too (W062, W094). */
export function databaseSettings({ host, port, database, secret }: ConnectionOf<typeof Postgres>): Settings {
  return {
    class: 'DatabaseSettings',
    secret: secret.name,
    keys: { host: literal(host), port: literal(port), database: literal(database) },
    provided: { username: secretRef(secret, 'username'), password: secretRef(secret, 'password') },
  };
}

/** The Secret has no field for `sslMode` (W046, W062), but every client that follows libpq reads it from here. */
export function databaseTls({ sslMode }: ConnectionOf<typeof Postgres>): Record<string, string> {
  // Without a root certificate libpq looks for a file in the home directory; `system` is the trust store of the image (libpq 16).
  return { PGSSLMODE: sslMode, ...(sslMode === 'verify-full' ? { PGSSLROOTCERT: 'system' } : {}) };
}
