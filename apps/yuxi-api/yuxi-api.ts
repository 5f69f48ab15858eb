import { Http, Milvus, Neo4j, ObjectStorage, Postgres, Redis } from '@gitops/connections';
import {
  autoscaler,
  connect,
  defineService,
  disruptionBudget,
  FileStorageClass,
  inWave,
  metadata,
  optional,
  port,
  Quantity,
  Resources,
} from '@gitops/kit';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Service } from 'kubernetes-models/v1/Service';
import { Type } from 'typebox';
import { claims } from './claims.ts';
import { ConfigStorage } from './config-storage.ts';
import { hooks } from './hooks.ts';
import { waves } from './order.ts';
import { configuration, credentials, ownSecret } from './settings.ts';
import { workload } from './workload.ts';

const http = port('http', 5050);
const closed = { additionalProperties: false } as const;
const modelKeys = ['SILICONFLOW_API_KEY', 'OPENAI_API_KEY', 'TAVILY_API_KEY'];

/** The API of Yuxi-Know; its image has no registry and must know PostgreSQL (cards C23, B2). */
export const yuxiApi = defineService({
  name: 'yuxi-api',
  tier: 'application',
  // Everybody builds it (Y008); there is no such name on Docker Hub, so that nobody else's image is ever pulled.
  image: 'docker.io/library/yuxi-api',
  options: Type.Object(
    {
      config: ConfigStorage,
      storage: Quantity({ default: '50Gi', description: 'Size of the volume for uploads and knowledge; can grow, never shrink' }),
      storageClass: FileStorageClass(),
      models: Type.Optional(
        Type.Object(
          { storage: Quantity({ default: '100Gi' }) },
          { ...closed, description: 'A volume for models that run locally, which people fill (README); of the same class' },
        ),
      ),
      modelKeys: Type.Array(Type.String({ pattern: '^[A-Z][A-Z0-9_]*_API_KEY$' }), {
        default: modelKeys,
        minItems: 1,
        uniqueItems: true,
        description: 'API keys in the Secret yuxi-know-secrets; without one of a model provider it does not start',
      }),
      storageHost: Type.Optional(
        Type.String({
          description: 'Host under which browsers find object storage on port 9000; without it they look for images at localhost',
        }),
      ),
      settings: Type.Record(
        Type.String({ pattern: '^(?!(.*_)?(KEY|SECRET|PASSWORD|TOKEN|CREDENTIALS?)$)[A-Z][A-Z0-9_]*$' }),
        Type.String({ pattern: '^(?!\\w+://[^/]*:[^/]*@)' }),
        { ...closed, default: {}, description: 'Further variables of the application, such as MINERU_API_URI. Nothing secret' },
      ),
      resources: Resources({ requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '1000m', memory: '2Gi' } }),
    },
    closed,
  ),
  provides: Http,
  needs: { database: Postgres, cache: optional(Redis), vectors: Milvus, graph: Neo4j, files: ObjectStorage },

  connection: ({ self }) => connect(Http, { url: `http://${self.name}-service.${self.namespace}.svc.cluster.local:${http.number}` }),

  secrets: ({ options }) => [ownSecret(options)],

  // The providers of models and of web search have public addresses.
  reaches: () => [{ host: '*', port: 443 }],

  build({ self, image, options, needs }) {
    const { config } = options;
    const settings = new ConfigMap({
      metadata: { ...metadata(self), name: 'yuxi-know-config' },
      data: configuration(options, needs),
    });
    const running = { image, settings, variables: credentials(options, needs) };
    const replicas = config.mode === 'database' ? (config.autoscaling?.minReplicas ?? config.replicas) : config.replicas;
    // A label of the seed (Y006), beside those that everything has.
    const labelled = { ...self, labels: { ...self.labels, app: self.name } };
    const pods = workload(labelled, running, { options, http });

    return [
      settings,
      new Service({ metadata: metadata(labelled, 'service'), spec: { ports: [http.service], selector: { ...self.selector } } }),
      ...claims(self, options),
      ...hooks(self, running, { ...options, database: needs.database }),
      pods,
      replicas > 1 && disruptionBudget(self, { maxUnavailable: 1 }),
      // Before its Deployment it would be unhealthy, which ends a sync.
      config.mode === 'database' && config.autoscaling && autoscaler(self, pods, config.autoscaling, { annotations: inWave(waves.api) }),
    ];
  },
});
