import { Mysql, Nacos, ObjectStorage, Postgres, Redis } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, podOf } from '@gitops/kit/testing';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { backup } from '../backup.ts';

export const keys = secret('minio-secret', ['accessKey', 'secretKey']);
export const minio = { provider: 's3', url: 's3://', endpoint: 'http://minio.test.svc.cluster.local:9000', credentials: 'secret' } as const;
export const target = connect(ObjectStorage, minio, keys);
export const postgres = connect(
  Postgres,
  { host: 'postgres.test.svc.cluster.local', port: 5432, database: 'identity', sslMode: 'disable' },
  secret('pg-secret', ['username', 'password']),
);
export const redis = connect(
  Redis,
  { host: 'redis.test.svc.cluster.local', port: 6379, database: 0, tls: false },
  secret('redis-secret', ['password'], { password: 'redis_password' }),
);
const mysql = connect(
  Mysql,
  { host: 'mysql.test.svc.cluster.local', port: 3306, database: 'nacos', sslMode: 'DISABLED' },
  secret('mysql-secret', ['username', 'password']),
);
export const nacos = connect(Nacos, { host: 'nacos.test.svc.cluster.local', port: 8848 }, secret('nacos-secret', ['username', 'password']));
export const needs = { target, postgres, redis, mysql, nacos };
interface Spec {
  readonly schedule?: string;
  readonly template?: { readonly spec: IPodSpec };
  readonly jobTemplate?: { readonly spec: { readonly template: { readonly spec: IPodSpec } } };
}
interface RenderedJob {
  readonly name: string;
  readonly metadata: { readonly annotations?: object };
  readonly spec: Spec;
  readonly pod: IPodSpec;
}

// `find` and `toJSON` leave the types open.
export function jobs(options: object = {}, given: object = needs): RenderedJob[] {
  const all = build(backup, { needs: given, options }).manifests.map((manifest) => manifest.toJSON() as unknown);
  const found = all as { kind: string; metadata: RenderedJob['metadata'] & { name: string }; spec: Spec }[];
  return found.flatMap(({ kind, metadata, spec }) => {
    const pod = (spec?.jobTemplate?.spec ?? spec)?.template?.spec;
    return (kind === 'CronJob' || kind === 'Job') && pod ? [{ name: metadata.name, metadata, spec, pod }] : [];
  });
}

export function job(name: string, options: object = {}, given: object = needs): RenderedJob {
  const found = jobs(options, given).find((each) => each.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

export function restoreJob(what: object, options: object = {}): RenderedJob {
  const found = jobs({ ...options, restore: what }).find(({ name }) => name.includes('-restore-'));
  if (!found) throw new Error('no Job restores');
  return found;
}

export function watcher(options: object = {}) {
  return podOf(find(build(backup, { needs, options }).manifests, 'Deployment'));
}

export function stepsOf({ initContainers = [], containers }: IPodSpec): string[][] {
  return [initContainers, containers].map((list) => list.map(({ name }) => name));
}

export function value(container: IContainer | undefined, name: string): string | undefined {
  return container?.env?.find((each) => each.name === name)?.value;
}

export function refs(container: IContainer | undefined): Record<string, string> {
  const secrets = container?.env?.flatMap(({ name, valueFrom }) =>
    valueFrom?.secretKeyRef ? [[name, `${valueFrom.secretKeyRef.name}/${valueFrom.secretKeyRef.key}`] as const] : [],
  );
  return Object.fromEntries(secrets ?? []);
}
