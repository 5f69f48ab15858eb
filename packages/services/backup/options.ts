import { OneOf, Quantity, Resources } from '@gitops/kit';
import { type Static, type TProperties, Type } from 'typebox';

const secretName = '^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$';
const Bucket = (options: object) => Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$', ...options });

const services = ['postgres', 'redis', 'mysql', 'nacos'] as const;

/** Ten minutes and more lie between the sources, so that they do not load the nodes and the target at the same time. */
const Source = <P extends TProperties>(schedule: string, own: P) =>
  Type.Object({ ...timing(schedule), ...own }, { additionalProperties: false, default: {} });

const timing = (schedule: string) => ({
  schedule: Type.String({ pattern: '^\\S+( \\S+){4}$', default: schedule, description: 'The five fields of cron, UTC' }),
  overdueHours: Type.Integer({
    minimum: 2,
    default: 26,
    description:
      'Alerts when the newest backup was begun that long ago: the interval of the schedule, the time that a backup takes, and some slack',
  }),
});

export const Mirror = Type.Object(
  {
    ...timing('40 2 * * *'),
    endpoint: Type.String({ pattern: '^https?://[^/@]+$', description: 'Address of the other store, which speaks S3' }),
    bucket: Bucket({ description: 'Its bucket, which exists; every bucket becomes a folder in it' }),
    secret: Type.String({ pattern: secretName, description: 'Secret with its keys accessKey and secretKey' }),
    buckets: Type.Array(Bucket({}), { minItems: 1, description: 'What is copied' }),
  },
  {
    additionalProperties: false,
    description: 'Copies buckets of the target to a store elsewhere: what the target itself holds has no other backup (V054, D17)',
  },
);

export type Mirror = Static<typeof Mirror>;

export const Options = Type.Object(
  {
    bucket: Bucket({ default: 'backups', description: 'Bucket of the target, which exists; of this environment alone' }),
    targetSecret: Type.Optional(
      Type.String({
        pattern: secretName,
        description:
          'Secret with the keys accessKey and secretKey of a user of the target who may use that bucket only, such as minio-backup; unless set, that of all dependants',
      }),
    ),
    retentionDays: Type.Integer({ minimum: 1, default: 7, description: 'Older backups are deleted, whenever a newer one has arrived' }),
    scratch: Quantity({ default: '20Gi', description: 'Space on the node for one backup: more than the largest one takes, compressed' }),
    deadlineSeconds: Type.Integer({ minimum: 60, default: 14_400, description: 'A backup that takes longer has failed' }),
    skip: Type.Array(OneOf(services), {
      default: [],
      description: 'Sources that the environment has but nobody would restore, such as a cache',
    }),
    postgres: Source('10 1 * * *', {
      superuserSecret: Type.Optional(
        Type.String({
          pattern: secretName,
          description:
            'Secret with the password of the superuser postgres in its key password: then the whole server is backed up (V052), else the one database that dependants get',
        }),
      ),
    }),
    redis: Source('25 1 * * *', {}),
    mysql: Source('40 1 * * *', {}),
    nacos: Source('55 1 * * *', {}),
    mirror: Type.Optional(Mirror),
    restore: Type.Optional(
      Type.Object(
        {
          source: OneOf([...services, 'mirror'], { description: 'Of those that this environment has' }),
          from: Type.String({
            pattern: '^[a-z0-9][A-Za-z0-9.-]+$',
            description: 'Name of the backup, 20260131T011000Z.sql.gz; of a mirror, the bucket',
          }),
          memory: Quantity({ default: '3Gi', description: 'Memory limit of the Job; a snapshot of Redis has to fit in' }),
        },
        { additionalProperties: false, description: 'Renders a Job that restores one backup, once. README.md says how' },
      ),
    ),
    resources: Resources(
      { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
      'Requests and limits of every container of the backups',
    ),
  },
  { additionalProperties: false },
);
export type Options = Static<typeof Options>;
