import { OneOf } from '@gitops/kit';
import { type Static, Type } from 'typebox';

/** Part of the name of a Secret, beside those of the administrator and of the dependants; MinIO wants three letters at least. */
const ownerName = '^(?!(app|root|secret)$)[a-z][a-z0-9-]{1,30}[a-z0-9]$';

/** One bucket as environment.yaml writes it. */
export const Bucket = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$' }),
    owner: Type.Optional(
      Type.String({
        pattern: ownerName,
        description: 'User who alone may use it, with a Secret of its own: minio-backup. Unless set, the user of the dependants may',
      }),
    ),
    versioning: Type.Boolean({
      default: false,
      description: 'Whether overwritten and deleted objects are kept, which only more storage pays for',
    }),
    access: OneOf(['private', 'download'], {
      default: 'private',
      description: 'download lets everybody who reaches MinIO list and read it without logging in',
    }),
  },
  { additionalProperties: false },
);
export type Bucket = Static<typeof Bucket>;

/** The list that `buckets.sh` reads: a line per bucket with name, versioning and access. */
export function bucketList(buckets: readonly Bucket[]): string {
  return buckets.map(({ name, versioning, access }) => `${name} ${versioning ? 'on' : 'off'} ${access}\n`).join('');
}
