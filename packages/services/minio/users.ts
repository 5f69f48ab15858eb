import { env, type Identity, literal, random, type SecretHandle, type SecretRequirement, secret, secretRef } from '@gitops/kit';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { Bucket } from './buckets.ts';

type Login = SecretHandle<'accessKey' | 'secretKey'>;

/** The user that dependants log in as. */
export const dependants = 'app';

/** What `buckets.sh` needs of the users: the list, a line each with its number and name, and what each of them may do. */
export function userFiles(buckets: readonly Bucket[]): Record<string, string> {
  const users = [dependants, ...ownersOf(buckets)];
  return {
    'users.txt': users.map((user, number) => `${number} ${user}\n`).join(''),
    [`policy.${dependants}.json`]: json(dependantsPolicy(buckets)),
    ...Object.fromEntries(ownersOf(buckets).map((owner) => [`policy.${owner}.json`, json(ownerPolicy(owner, buckets))])),
  };
}

/** The credentials of every user, by the numbers in the list. */
export function userEnv(self: Identity, buckets: readonly Bucket[], main: Login): IEnvVar[] {
  const handles = [main, ...ownersOf(buckets).map((owner) => ownerSecret(self, owner))];
  return handles.flatMap((handle, number) =>
    env({ [`USER_${number}`]: secretRef(handle, 'accessKey'), [`PASSWORD_${number}`]: secretRef(handle, 'secretKey') }),
  );
}

/** A Secret per owner, with the keys that a connection has. */
export function ownerSecrets(self: Identity, buckets: readonly Bucket[]): SecretRequirement[] {
  return ownersOf(buckets).map((owner) => ({
    name: ownerSecret(self, owner).name,
    keys: { accessKey: literal(owner), secretKey: random(`password of the user ${owner}`) },
  }));
}

function ownersOf(buckets: readonly Bucket[]): string[] {
  return [...new Set(buckets.flatMap(({ owner }) => owner ?? []))];
}

function ownerSecret({ name }: Identity, owner: string): Login {
  return secret(`${name}-${owner}`, ['accessKey', 'secretKey']);
}

/** Everything with every bucket, those that applications make included, but for what belongs to somebody. */
function dependantsPolicy(buckets: readonly Bucket[]) {
  const owned = buckets.filter(({ owner }) => owner !== undefined);
  const all = { Effect: 'Allow', Action: ['s3:*'], Resource: ['arn:aws:s3:::*'] };
  // What is denied stays so, whatever else allows it.
  return policy([all, ...(owned.length > 0 ? [{ Effect: 'Deny', Action: ['s3:*'], Resource: owned.flatMap(resources) }] : [])]);
}

/** The objects of its buckets, and neither the buckets themselves nor their settings. */
function ownerPolicy(owner: string, buckets: readonly Bucket[]) {
  const own = buckets.filter((bucket) => bucket.owner === owner).map(resources);
  return policy([
    {
      Effect: 'Allow',
      Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      Resource: own.map(([bucket]) => bucket),
    },
    {
      Effect: 'Allow',
      Action: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      Resource: own.map(([, objects]) => objects),
    },
  ]);
}

function resources({ name }: Bucket): readonly [bucket: string, objects: string] {
  return [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
}

function policy(statements: readonly object[]) {
  return { Version: '2012-10-17', Statement: statements };
}

function json(body: object): string {
  return `${JSON.stringify(body, null, 2)}\n`;
}
