import { env, type Identity, literal, random, type SecretHandle, type SecretRequirement, secret, secretRef } from '@gitops/kit';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import { type Static, Type } from 'typebox';

export const identifier = '^[a-z_][a-z0-9_]{0,62}$';

/** No role that the server or the exporter has, whose password the Job would change. */
export const ownerName = '^(?!(postgres|exporter)$)[a-z_][a-z0-9_]{0,62}$';

/** Also part of the name of a Secret, beside that of the superuser. */
const furtherOwnerName = '^(?!(postgres|exporter|superuser)$)[a-z]([a-z0-9_]{0,48}[a-z0-9])?$';

/** One database beside the main one, as environment.yaml writes it. */
export const Database = Type.Object(
  {
    name: Type.String({ pattern: identifier }),
    owner: Type.Optional(
      Type.String({
        pattern: furtherOwnerName,
        description: 'Role that owns it, with a Secret of its own: postgres-conversation-user. Unless set, the owner of the main database',
      }),
    ),
    extensions: Type.Array(Type.String({ pattern: identifier }), { default: [], description: 'Extensions created in it' }),
  },
  { additionalProperties: false },
);
export type Database = Static<typeof Database>;

interface Databases {
  readonly database: string;
  readonly owner: string;
  readonly extensions: readonly string[];
  readonly databases: readonly Database[];
}

/** The list that `databases.sh` reads: a line per database with name, number of its owner and extensions. The main one comes first. */
export function databaseList(options: Databases): string {
  const owners = ownersOf(options);
  const main = { name: options.database, owner: options.owner, extensions: options.extensions };
  const lines = [main, ...options.databases].map(({ name, owner = options.owner, extensions }) =>
    [name, owners.indexOf(owner), ...extensions].join(' '),
  );
  return `${lines.join('\n')}\n`;
}

/** The credentials of every owner, by the numbers in the list. */
export function ownerEnv(self: Identity, options: Databases, main: SecretHandle<'username' | 'password'>): IEnvVar[] {
  const handles = [main, ...furtherOwners(options).map((owner) => ownerSecret(self, owner))];
  return handles.flatMap((handle, number) =>
    env({ [`OWNER_${number}`]: secretRef(handle, 'username'), [`PASSWORD_${number}`]: secretRef(handle, 'password') }),
  );
}

/** A Secret per further owner, with the keys that a connection has. */
export function ownerSecrets(self: Identity, options: Databases): SecretRequirement[] {
  return furtherOwners(options).map((owner) => ({
    name: ownerSecret(self, owner).name,
    keys: { username: literal(owner), password: random(`password of the role ${owner}`) },
  }));
}

function ownersOf({ owner: main, databases }: Databases): string[] {
  return [...new Set([main, ...databases.map(({ owner = main }) => owner)])];
}

function furtherOwners(options: Databases): string[] {
  return ownersOf(options).slice(1);
}

function ownerSecret({ name }: Identity, owner: string) {
  return secret(`${name}-${owner.replaceAll('_', '-')}`, ['username', 'password']);
}
