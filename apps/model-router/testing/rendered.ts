import { Postgres, Posthog, Redis } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, mainContainer } from '@gitops/kit/testing';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import { modelRouter } from '../model-router.ts';

export const image = 'docker.io/contoso/model-router:v2.0.0';
export const database = connect(
  Postgres,
  { host: 'pg.contoso.example', port: 5433, database: 'router', sslMode: 'require' },
  secret('router-db', Postgres.secretKeys),
);
const cache = connect(
  Redis,
  { host: 'redis.contoso.example', port: 6380, database: 3, tls: false },
  secret('cache-secret', Redis.secretKeys, { password: 'redis_password' }),
);
const analytics = connect(
  Posthog,
  { host: 'https://eu.i.posthog.com' },
  secret('model-router-secret', Posthog.secretKeys, { apiKey: 'POSTHOG_API_KEY' }),
);
export const needs = { database, cache, analytics };

export function objects(options: object = {}, own: object = needs) {
  return build(modelRouter, { image, options, needs: own }).manifests;
}

export function container(options: object = {}, own: object = needs): IContainer {
  return mainContainer(find(objects(options, own), 'Deployment'));
}

export function variables(options: object = {}, own: object = needs): readonly IEnvVar[] {
  return container(options, own).env ?? [];
}

export function config(options: object = {}, own: object = needs): Readonly<Record<string, string>> {
  return find(objects(options, own), 'ConfigMap', 'model-router-config').data;
}
