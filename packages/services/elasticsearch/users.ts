import { env, type Identity, literal, random, type SecretHandle, type SecretRequirement, secret, secretRef } from '@gitops/kit';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import { type Static, Type } from 'typebox';
import { Role } from './setup.ts';

/** Part of the name of a Secret, beside those of the dependants and of the superuser, and of no user that is there anyway. */
const name = '^(?!(secret|superuser|exporter|elastic|kibana)$)[a-z]([a-z0-9-]{0,48}[a-z0-9])?$';

/** One user beside that of the dependants, as environment.yaml writes it. */
export const User = Type.Object(
  {
    name: Type.String({ pattern: name }),
    roles: Type.Array(Role, { minItems: 1, description: 'What the user may do, and nothing else' }),
  },
  { additionalProperties: false },
);
export type User = Static<typeof User>;

interface Users {
  readonly user: { readonly fullName: string };
  readonly roles: readonly Role[];
  readonly users: readonly User[];
}

type Login = SecretHandle<'username' | 'password'>;

/** The list that `setup.sh` reads: a line per user with number, roles as JSON and full name. The one of the dependants comes first. */
export function userList({ user, roles, users }: Users): string {
  const all = [{ roles, fullName: user.fullName }, ...users.map((each) => ({ ...each, fullName: '' }))];
  const line = (number: number, own: readonly Role[], fullName: string) =>
    `${number} ${JSON.stringify(own.map((role) => role.name))} ${fullName}`;
  return all.map(({ roles: own, fullName }, number) => `${line(number, own, fullName).trimEnd()}\n`).join('');
}

/** The credentials of every user, by the numbers in the list. */
export function userEnv(self: Identity, { users }: Users, main: Login): IEnvVar[] {
  const handles = [main, ...users.map((user) => userSecret(self, user))];
  return handles.flatMap((handle, number) =>
    env({ [`USERNAME_${number}`]: secretRef(handle, 'username'), [`PASSWORD_${number}`]: secretRef(handle, 'password') }),
  );
}

/** A Secret per further user, with the keys that a connection has. */
export function userSecrets(self: Identity, { users }: Users): SecretRequirement[] {
  return users.map((user) => ({
    name: userSecret(self, user).name,
    keys: { username: literal(user.name), password: random(`password of the user ${user.name}`) },
  }));
}

function userSecret(self: Identity, user: User): Login {
  return secret(`${self.name}-${user.name}`, ['username', 'password']);
}
