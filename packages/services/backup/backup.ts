import { Mysql, Nacos, ObjectStorage, Postgres, Redis, urlReach } from '@gitops/connections';
import {
  configMap,
  connect,
  contract,
  defineService,
  given,
  mountConfig,
  optional,
  port,
  type SecretRequirement,
  secret,
} from '@gitops/kit';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import { backupJob, restoreJob } from './jobs.ts';
import { objectNotes } from './object-notes.ts';
import { Options } from './options.ts';
import { restoreRunbook } from './runbook.ts';
import { scriptsOf } from './scripts.ts';
import { mirrored, type Source, sourcesOf } from './sources.ts';
import { s3Store, targetStore } from './target.ts';
import { watcher } from './watch.ts';

const metrics = port('metrics', 8080);

/** Nobody needs backups to run. */
const Backups = contract('backups', { endpoint: {}, secretKeys: [], reaches: () => [] });

/** Backs up what the environment has to object storage, on a schedule, and restores it (V052-V055, V063, W096). */
export const backup = defineService({
  name: 'backup',
  tier: 'tooling',
  image: 'docker.io/minio/mc:RELEASE.2025-08-13T08-35-41Z',
  // A client is never older than its server: those of the services themselves.
  images: {
    postgres: 'docker.io/pgvector/pgvector:0.8.6-pg16-bookworm',
    redis: 'docker.io/library/redis:7.2.16-alpine',
    mysql: 'docker.io/library/mysql:8.4.11',
    nacos: 'docker.io/nacos/nacos-server:v2.5.3',
    httpd: 'docker.io/library/busybox:1.37.0',
  },
  options: Options,
  provides: Backups,
  needs: {
    target: ObjectStorage,
    postgres: optional(Postgres),
    redis: optional(Redis),
    mysql: optional(Mysql),
    nacos: optional(Nacos),
  },

  connection: () => connect(Backups, {}),

  secrets: ({ options: { postgres, mirror, targetSecret }, needs }) => {
    const required: SecretRequirement[] = [];
    if (targetSecret) {
      const keys = { accessKey: given('access key of a user of the target'), secretKey: given('what belongs to the access key') };
      required.push({ name: targetSecret, keys });
    }
    if (needs.postgres && postgres.superuserSecret) {
      required.push({ name: postgres.superuserSecret, keys: { password: given('password of the superuser postgres') } });
    }
    if (mirror) {
      const keys = { accessKey: given(`access key of ${mirror.endpoint}`), secretKey: given('what belongs to the access key') };
      required.push({ name: mirror.secret, keys });
    }
    return required;
  },

  reaches: ({ options: { mirror } }) => (mirror ? [urlReach(mirror.endpoint)] : []),

  // .txt, because the type of the answer follows from the name and Prometheus takes no other than text.
  metrics: () => [{ port: metrics.ref, path: '/metrics.txt', rules: alerts, dashboard }],

  runbook: ({ self, options, ...service }) => {
    const { target, others, remote, folder } = storesOf(self.name, options, service.needs.target);
    const all = sourcesOf({ ...service, options, target, others, remote });
    return restoreRunbook({
      name: self.name,
      namespace: self.namespace,
      folder,
      retentionDays: options.retentionDays,
      sources: scheduled(all, options).map(({ name, timing }) => ({
        name,
        schedule: timing.schedule,
        host: name === 'mirror' ? '' : (service.needs[name]?.host ?? ''),
        whole: options.postgres.superuserSecret !== undefined,
      })),
      objects: options.mirror ? undefined : objectNotes(service.needs.target, options.bucket),
      mirror: remote && options.mirror && { remote: remote.path, buckets: mirrored(options.mirror, options.bucket, { target, others }) },
    });
  },

  build({ self, image, images, options, needs }) {
    const { target, others, remote, folder } = storesOf(self.name, options, needs.target);
    const all = sourcesOf({ image, images, options, needs, target, others, remote });
    const sources = scheduled(all, options);
    const scripts = configMap(self, scriptsOf(all));
    const site = { self, image, options, target, folder, scripts: mountConfig(scripts, '/scripts') };
    const restored = all.find(({ name }) => name === options.restore?.source);

    return [
      scripts,
      ...sources.map((source) => backupJob(site, source)),
      watcher(site, { sources, mirror: remote && [others, remote], metrics, httpd: images.httpd }),
      options.restore && restored && restoreJob(site, restored, options.restore),
    ];
  },
});

/** The target with the keys of the backups' own user and, for the buckets that a mirror copies, with those of all dependants. */
function storesOf(name: string, { bucket, mirror, targetSecret }: Options, storage: Parameters<typeof targetStore>[0]) {
  const own = targetSecret ? { ...storage, secret: secret(targetSecret, ['accessKey', 'secretKey']) } : storage;
  const target = targetStore(own);
  const others = targetSecret ? targetStore(storage, 'others') : target;
  const remote = mirror && s3Store('remote', mirror.endpoint, secret(mirror.secret, ['accessKey', 'secretKey']));
  return {
    target,
    others,
    folder: `${target.path}/${bucket}/${name}`,
    remote: mirror && remote && { ...remote, path: `${remote.path}/${mirror.bucket}` },
  };
}

function scheduled(sources: readonly Source[], { skip }: Options): Source[] {
  return sources.filter(({ name }) => !(skip as readonly string[]).includes(name));
}
