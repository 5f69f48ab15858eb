import { Elasticsearch, Traces } from '@gitops/connections';
import {
  configMap,
  connect,
  defineService,
  deployment,
  disruptionBudget,
  env,
  fill,
  given,
  type Identity,
  metadata,
  mountConfig,
  mountSecret,
  nonRoot,
  port,
  Resources,
  scratch,
  secret,
  secretRef,
  spread,
} from '@gitops/kit';
import { Service } from 'kubernetes-models/v1/Service';
import { Type } from 'typebox';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import { elasticsearchUrl } from './elasticsearch-url.ts';
import { indexCleaner } from './index-cleaner.ts';
import jaegerYml from './jaeger.yml';
import { samplingStrategies } from './sampling.ts';

const query = port('query', 16686);
const grpc = port('otlp-grpc', 4317);
const http = port('otlp-http', 4318);
const sampling = port('sampling', 5778);
const health = port('health', 13133);
const metrics = port('metrics', 8888);

/** Takes traces by OTLP, keeps them in Elasticsearch for 30 days and shows them (card C17). Its pages have no login, so no Ingress leads there. */
export const jaeger = defineService({
  name: 'jaeger',
  // Applications send here, so it can't come after them.
  tier: 'infrastructure',
  image: 'docker.io/jaegertracing/jaeger:2.20.0',
  images: { indexCleaner: 'docker.io/jaegertracing/jaeger-es-index-cleaner:2.20.0' },
  options: Type.Object(
    {
      replicas: Type.Integer({ minimum: 1, default: 1 }),
      aiServices: Type.Array(Type.String({ minLength: 1 }), {
        default: ['ai-orchestrator', 'agent-engine', 'rag-engine'],
        description: 'The services, as their traces call them, that record half of their requests; all others record a tenth (D18)',
      }),
      storageSecret: Type.Optional(
        Type.String({
          pattern: '^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$',
          description:
            'Secret with username and password of a user of Elasticsearch who may use jaeger-* only, such as elasticsearch-jaeger; unless set, that of all dependants',
        }),
      ),
      resources: Resources({ requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Traces,
  needs: { storage: Elasticsearch },

  connection: ({ self }) => {
    const at = (number: number) => `http://${self.name}-collector.${self.namespace}.svc.cluster.local:${number}`;
    return connect(Traces, { grpc: at(grpc.number), http: at(http.number), sampling: at(sampling.number) });
  },

  secrets: ({ options: { storageSecret } }) =>
    storageSecret
      ? [{ name: storageSecret, keys: { username: given('name of a user of Elasticsearch'), password: given('password of that user') } }]
      : [],

  metrics: () => [{ port: metrics.ref, rules: alerts, dashboard }],

  build({ self, image, images, options, needs }) {
    const { storageSecret } = options;
    const storage = storageSecret ? { ...needs.storage, secret: secret(storageSecret, ['username', 'password']) } : needs.storage;
    const config = configMap(self, {
      'jaeger.yml': fill(jaegerYml, { url: elasticsearchUrl(storage), passwordKey: storage.secret.keys.password }),
      'sampling.json': samplingStrategies(options.aiServices),
    });
    const configDir = mountConfig(config, '/etc/jaeger/config');
    const login = mountSecret(storage.secret, '/etc/jaeger/elasticsearch');
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(10001);
    // Does not look at Elasticsearch: while that is away, a restart would lose the spans that wait.
    const status = { httpGet: { path: '/status', port: health.ref }, timeoutSeconds: 5 };

    return [
      config,
      role(self, 'collector', [grpc, http, sampling]),
      role(self, 'query', [query]),
      deployment(self, {
        replicas: options.replicas,
        progressDeadlineSeconds: 600,
        pod: {
          topologySpreadConstraints: spread(self),
          securityContext: security.pod,
          containers: [
            {
              name: 'jaeger',
              image,
              args: ['--config=/etc/jaeger/config/jaeger.yml'],
              ports: [query, grpc, http, sampling, health, metrics].map(({ container }) => container),
              env: env({ ES_USERNAME: secretRef(storage.secret, 'username') }),
              resources: options.resources,
              securityContext: security.container,
              // Without Elasticsearch it does not start at all, and tries again.
              startupProbe: { ...status, periodSeconds: 5, failureThreshold: 24 },
              readinessProbe: { ...status, periodSeconds: 10 },
              livenessProbe: { ...status, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [configDir.mount, login.mount, tmp.mount],
            },
          ],
          volumes: [configDir.volume, login.volume, tmp.volume],
        },
      }),
      options.replicas > 1 && disruptionBudget(self, { maxUnavailable: 1 }),
      indexCleaner(self, images.indexCleaner, storage),
    ];
  },
});

/** One of the two names under which the same Pods are known: `jaeger-collector` and `jaeger-query` (V035). */
function role(self: Identity, name: string, ports: readonly ReturnType<typeof port>[]): Service {
  return new Service({
    metadata: metadata(self, name),
    spec: { ports: ports.map(({ service }) => service), selector: { ...self.selector } },
  });
}
