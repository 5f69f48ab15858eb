import { Clickhouse, Kafka, Postgres, Posthog, Redis } from '@gitops/connections';
import {
  connect,
  defineService,
  disruptionBudget,
  fillRules,
  ingress,
  metadata,
  part,
  port,
  Resources,
  random,
  secret,
  service,
} from '@gitops/kit';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Type } from 'typebox';
import alerts from './alerts.yml';
import { entrance, PosthogIngress } from './ingress.ts';
import { migrations } from './migrations.ts';
import { firstSteps } from './runbook.ts';
import { settings, variables } from './settings.ts';
import { heartbeat, plugins, scheduler, web, worker } from './workloads.ts';

const http = port('http', 8000);
const metrics = port('metrics', 8001);
const health = port('health', 6738);
const closed = { additionalProperties: false } as const;

const Pods = (replicas: number, description: string) =>
  Type.Object(
    {
      replicas: Type.Integer({ minimum: 1, default: replicas, description: 'Fixed number of Pods' }),
      resources: Resources({ requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '4Gi' } }),
    },
    { ...closed, default: {}, description },
  );

/** PostHog on one's own machines: the last release that comes as one image (card C19). */
export const posthog = defineService({
  name: 'posthog',
  tier: 'infrastructure',
  // There is no 1.45.0; what is newer has no version but a commit, and some twenty services more (D20).
  image: 'docker.io/posthog/posthog:release-1.43.1',
  options: Type.Object(
    {
      cluster: Type.String({
        pattern: '^[a-z_][a-z0-9_]{0,62}$',
        default: 'posthog',
        description: 'What ClickHouse calls the cluster on which the tables are made; its option cluster makes one',
      }),
      web: Pods(2, 'The application and its API'),
      worker: Pods(2, 'What the application puts off'),
      plugins: Pods(1, 'What works on events on their way from Kafka to ClickHouse; they wait there while nothing does'),
      ingress: Type.Optional(PosthogIngress),
    },
    closed,
  ),
  provides: Posthog,
  needs: { database: Postgres, cache: Redis, events: Clickhouse, messages: Kafka },

  // The key is that of a project, which people make: only those that use it ask for it.
  connection: ({ self, secret: key }) => connect(Posthog, { host: `http://${part(self, 'web').host}:${http.number}` }, key),

  secrets: ({ self }) => [
    { name: ownSecret(self.component).name, keys: { SECRET_KEY: random('signs sessions and links; a new one logs everybody out', 64) } },
  ],

  metrics: ({ self, options: { web: pods } }) => [
    { port: metrics.ref, selector: part(self, 'web').selector, rules: fillRules(alerts, { replicas: pods.replicas }) },
  ],

  runbook: ({ self, options, secret: key }) => {
    const { name, host } = part(self, 'web');
    return firstSteps({ namespace: self.namespace, web: name, siteUrl: siteUrlOf(options.ingress?.host, host), key });
  },

  build({ self, image, options, needs }) {
    const [webSelf, workerSelf] = [part(self, 'web'), part(self, 'worker')];
    const config = new ConfigMap({
      metadata: metadata(self, 'config'),
      data: settings(siteUrlOf(options.ingress?.host, webSelf.host), options.cluster, needs),
    });
    const running = { image, settings: config, variables: variables(ownSecret(self.component), needs) };
    const script = heartbeat(self);

    return [
      config,
      ...migrations(self, running, needs),
      service(webSelf, { ports: [http.service] }),
      web(webSelf, running, { ...options.web, http, metrics }),
      options.web.replicas > 1 && disruptionBudget(webSelf, { maxUnavailable: 1 }),
      worker(workerSelf, running, options.worker),
      options.worker.replicas > 1 && disruptionBudget(workerSelf, { maxUnavailable: 1 }),
      script,
      scheduler(part(self, 'scheduler'), running, script),
      plugins(part(self, 'plugins'), running, { ...options.plugins, health }),
      options.plugins.replicas > 1 && disruptionBudget(part(self, 'plugins'), { maxUnavailable: 1 }),
      options.ingress && ingress(webSelf, http.ref, entrance(options.ingress)),
    ];
  },
});

/** Beside the logins of its databases, where the environment keeps them in the same one (P007). */
function ownSecret(component: string) {
  return secret(`${component}-secret`, ['SECRET_KEY']);
}

function siteUrlOf(host: string | undefined, inside: string): string {
  return host ? `https://${host}` : `http://${inside}:${http.number}`;
}
