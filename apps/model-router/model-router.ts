import { Http, Postgres, Posthog, Redis } from '@gitops/connections';
import {
  amount,
  autoscaler,
  connect,
  defineService,
  deployment,
  disruptionBudget,
  fact,
  fillRules,
  given,
  ingress,
  literal,
  metadata,
  nonRoot,
  OneOf,
  optional,
  port,
  Resources,
  scratch,
  service,
  spread,
  withNginx,
} from '@gitops/kit';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Type } from 'typebox';
import alerts from './alerts.yml';
import { Autoscaling, behavior } from './autoscaling.ts';
import dashboard from './dashboard.json' with { type: 'json' };
import { nginxLimits, RouterIngress } from './ingress.ts';
import { Providers, providerKeys } from './providers.ts';
import { settings, variables } from './settings.ts';

const http = port('http', 8080);
const grpc = port('grpc', 9000);
const metrics = port('metrics', 9090);

/** Sends every request to one of several language models, by rules and by experiments in PostHog (card C21). */
export const modelRouter = defineService({
  name: 'model-router',
  tier: 'application',
  image: 'docker.io/your-registry/model-router',
  options: Type.Object(
    {
      stage: fact('environment.stage', { description: 'What the program calls its environment (APP_ENV)' }),
      logLevel: OneOf(['debug', 'info', 'warn', 'error'], { default: 'info' }),
      databaseUser: Type.String({
        pattern: '^[a-z_][a-z0-9_]{0,62}$',
        default: 'model_router',
        description: 'Role that it logs in as: the owner of its database',
      }),
      providers: Providers,
      metricsPort: OneOf(['metrics', 'http'], {
        default: 'metrics',
        description: 'Where the image serves /metrics: on a port of its own, or beside the API (D22)',
      }),
      autoscaling: Autoscaling,
      resources: Resources({ requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: '2', memory: '2Gi' } }),
      ingress: Type.Optional(RouterIngress),
    },
    { additionalProperties: false },
  ),
  provides: Http,
  needs: { database: Postgres, cache: optional(Redis), analytics: optional(Posthog) },

  connection: ({ self, secret }) => connect(Http, { url: `http://${self.host}:${http.number}` }, secret),

  secrets: ({ options, secret, needs: { database, analytics } }) => [
    providerKeys(secret.name, options.providers).requirement,
    // A PostHog of one's own knows no key before somebody has made a project in it.
    ...(analytics ? [{ name: analytics.secret.name, keys: { [analytics.secret.keys.apiKey]: given('key of the project, phc_…') } }] : []),
    // The ConfigMap says who logs in (P021): a database that belongs to somebody else is a conflict, found before anything is written.
    { name: database.secret.name, keys: { [database.secret.keys.username]: literal(options.databaseUser) } },
  ],

  // The APIs of the providers have public addresses (D6).
  reaches: () => [{ host: '*', port: 443 }],

  metrics: ({ options: { metricsPort, autoscaling, resources } }) => [
    {
      port: metricsPort,
      rules: fillRules(alerts, {
        minReplicas: autoscaling.minReplicas,
        maxReplicas: autoscaling.maxReplicas,
        memory: amount(resources.limits.memory),
      }),
      dashboard,
    },
  ],

  build({ self: identity, image, options, secret, needs }) {
    // The label by which people look for its Pods and logs (P024, P028).
    const self = { ...identity, labels: { ...identity.labels, app: identity.name } };
    const served = options.metricsPort === 'http' ? { ...metrics, number: http.number, ref: http.ref } : metrics;
    const config = new ConfigMap({
      metadata: metadata(self, 'config'),
      data: settings(options, needs, { http: http.number, grpc: grpc.number, metrics: served.number }),
    });
    const security = nonRoot(65532);
    const tmp = scratch('tmp', '/tmp');
    const pods = deployment(self, {
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      pod: {
        securityContext: security.pod,
        topologySpreadConstraints: spread(self),
        // The sleep of preStop is part of it; what is left is for requests under way.
        terminationGracePeriodSeconds: 60,
        containers: [
          {
            name: 'model-router',
            image,
            ports: [http.container, grpc.container, ...(served === metrics ? [metrics.container] : [])],
            envFrom: [{ configMapRef: { name: `${self.name}-config` } }],
            env: variables(needs, providerKeys(secret.name, options.providers).env),
            resources: options.resources,
            securityContext: security.container,
            // The Pod still gets requests until every node knows that it goes; the image may have no shell to sleep in.
            lifecycle: { preStop: { sleep: { seconds: 15 } } },
            startupProbe: { httpGet: { path: '/health', port: http.ref }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 24 },
            readinessProbe: { httpGet: { path: '/ready', port: http.ref }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
            livenessProbe: { httpGet: { path: '/health', port: http.ref }, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
            volumeMounts: [tmp.mount],
          },
        ],
        volumes: [tmp.volume],
      },
    });

    return [
      config,
      service(self, { ports: [http.service, grpc.service, { ...metrics.service, targetPort: served.ref }] }),
      pods,
      autoscaler(self, pods, options.autoscaling, { behavior }),
      // With fewer Pods than three it would hold up the draining of nodes (C0.13).
      options.autoscaling.minReplicas > 2 && disruptionBudget(self, { minAvailable: 2 }),
      options.ingress && ingress(self, http.ref, withNginx(options.ingress, nginxLimits)),
    ];
  },
});
