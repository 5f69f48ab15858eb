import type { Mysql, Nacos, Postgres, Redis } from '@gitops/connections';
import { type ConnectionOf, env, secret, secretRef } from '@gitops/kit';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { Mirror, Options } from './options.ts';
import dumpMirror from './scripts/dump-mirror.sh';
import dumpMysql from './scripts/dump-mysql.sh';
import dumpNacos from './scripts/dump-nacos.sh';
import dumpPostgres from './scripts/dump-postgres.sh';
import dumpRedis from './scripts/dump-redis.sh';
import loadMirror from './scripts/load-mirror.sh';
import loadMysql from './scripts/load-mysql.sh';
import loadNacos from './scripts/load-nacos.sh';
import loadPostgres from './scripts/load-postgres.sh';
import loadRedis from './scripts/load-redis.sh';
import { envOf, type Store } from './target.ts';

/** Something that is backed up, by a program of its own image. */
export interface Source {
  readonly name: 'postgres' | 'redis' | 'mysql' | 'nacos' | 'mirror';
  readonly image: string;
  /** Alpine has no bash. */
  readonly shell: 'bash' | 'sh';
  readonly env: readonly IEnvVar[];
  readonly dump: string;
  readonly load: string;
  readonly timing: { readonly schedule: string; readonly overdueHours: number };
}

export interface Surroundings {
  readonly image: string;
  readonly images: Readonly<Record<'postgres' | 'redis' | 'mysql' | 'nacos', string>>;
  readonly options: Options;
  readonly needs: {
    readonly postgres: ConnectionOf<typeof Postgres> | undefined;
    readonly redis: ConnectionOf<typeof Redis> | undefined;
    readonly mysql: ConnectionOf<typeof Mysql> | undefined;
    readonly nacos: ConnectionOf<typeof Nacos> | undefined;
  };
  readonly target: Store;
  /** The same store, as the buckets beside that of the backups are reached. */
  readonly others: Store;
  readonly remote: Store | undefined;
}

/** Everything that can be backed up or restored here. */
export function sourcesOf({ image, images, options, needs, target, others, remote }: Surroundings): Source[] {
  const { postgres, redis, mysql, nacos } = needs;
  const { mirror } = options;
  return [
    postgres && postgresSource(postgres, images.postgres, options.postgres),
    redis && redisSource(redis, images.redis, options.redis),
    mysql && mysqlSource(mysql, images.mysql, options.mysql),
    nacos && nacosSource(nacos, images.nacos, options.nacos),
    mirror &&
      remote &&
      mirrorSource(image, mirror, { buckets: mirrored(mirror, options.bucket, { target, others }), target, others, remote }),
  ].filter((source) => source !== undefined);
}

function postgresSource(
  { host, port, sslMode, database, secret: owner }: ConnectionOf<typeof Postgres>,
  image: string,
  { superuserSecret, ...timing }: Options['postgres'],
): Source {
  const who = superuserSecret
    ? {
        SCOPE: 'server',
        PGDATABASE: 'postgres',
        PGUSER: 'postgres',
        PGPASSWORD: secretRef(secret(superuserSecret, ['password']), 'password'),
      }
    : { SCOPE: 'database', PGDATABASE: database, PGUSER: secretRef(owner, 'username'), PGPASSWORD: secretRef(owner, 'password') };
  const vars = env({ PGHOST: host, PGPORT: port, PGSSLMODE: sslMode, ...who });
  return { name: 'postgres', image, shell: 'bash', env: vars, dump: dumpPostgres, load: loadPostgres, timing };
}

function redisSource({ host, port, tls, secret: own }: ConnectionOf<typeof Redis>, image: string, timing: Options['redis']): Source {
  const vars = env({ HOST: host, PORT: port, TLS: tls ? '--tls' : '', REDISCLI_AUTH: secretRef(own, 'password') });
  return { name: 'redis', image, shell: 'sh', env: vars, dump: dumpRedis, load: loadRedis, timing };
}

function mysqlSource(
  { host, port, database, sslMode, secret: own }: ConnectionOf<typeof Mysql>,
  image: string,
  timing: Options['mysql'],
): Source {
  const vars = env({
    HOST: host,
    PORT: port,
    SSL_MODE: sslMode,
    DATABASE: database,
    USERNAME: secretRef(own, 'username'),
    MYSQL_PWD: secretRef(own, 'password'),
  });
  return { name: 'mysql', image, shell: 'bash', env: vars, dump: dumpMysql, load: loadMysql, timing };
}

function nacosSource({ host, port, secret: own }: ConnectionOf<typeof Nacos>, image: string, timing: Options['nacos']): Source {
  const vars = env({
    URL: `http://${host}:${port}/nacos`,
    USERNAME: secretRef(own, 'username'),
    PASSWORD: secretRef(own, 'password'),
  });
  return { name: 'nacos', image, shell: 'sh', env: vars, dump: dumpNacos, load: loadNacos, timing };
}

/** Where mc finds the buckets that are mirrored. */
export function mirrored({ buckets }: Mirror, bucket: string, { target, others }: Pick<Surroundings, 'target' | 'others'>): string[] {
  return buckets.map((each) => `${(each === bucket ? target : others).path}/${each}`);
}

interface Mirroring {
  readonly buckets: readonly string[];
  readonly target: Store;
  readonly others: Store;
  readonly remote: Store;
}

function mirrorSource(image: string, { schedule, overdueHours }: Mirror, { buckets, target, others, remote }: Mirroring): Source {
  const vars = [...envOf([target, others, remote]), ...env({ REMOTE: remote.path, BUCKETS: buckets.join(' ') })];
  const timing = { schedule, overdueHours };
  return { name: 'mirror', image, shell: 'bash', env: vars, dump: dumpMirror, load: loadMirror, timing };
}
