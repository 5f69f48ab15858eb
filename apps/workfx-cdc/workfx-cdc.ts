import { Http, Kafka, ObjectStorage, Postgres, WorkfxSettings } from '@gitops/connections';
import {
  AutoscalingOption,
  autoscaler,
  connect,
  defineService,
  disruptionBudget,
  env,
  type Identity,
  nonRoot,
  optional,
  port,
  Resources,
  scratch,
  service,
  spread,
} from '@gitops/kit';
import {
  Canary,
  CloudIdentity,
  canaryRollout,
  databaseSettings,
  databaseTls,
  Rolling,
  requirements,
  rollingDeployment,
  serviceAccount,
  storageAccess,
  strategyOption,
  variables,
  type Workload,
} from '@gitops/workfx';
import { type Static, Type } from 'typebox';
import { kafkaSettings, Topics } from './kafka-settings.ts';

const http = port('http', 8001);

// Both versions of a consumer share the partitions, so there is no switching between them: no blue-green.
const Strategy = Type.Union([Rolling, Canary], strategyOption);

/** The change data capture service of WorkFX AI (card C22). */
export const workfxCdc = defineService({
  name: 'workfx-cdc',
  tier: 'application',
  objectName: 'workfx-ai-cdc',
  image: 'docker.io/workfx/workfx-ai-cdc',
  options: Type.Object(
    {
      replicas: Type.Integer({
        minimum: 1,
        default: 1,
        description: 'Fixed number of Pods, without autoscaling. More than the topics have partitions (3) stay idle',
      }),
      autoscaling: Type.Optional(
        AutoscalingOption(
          { minReplicas: 1, maxReplicas: 3 },
          { description: 'A number of Pods that follows the load, instead of replicas' },
        ),
      ),
      resources: Resources({ requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1000m', memory: '2Gi' } }),
      strategy: Strategy,
      identity: CloudIdentity,
      topics: Topics,
    },
    { additionalProperties: false },
  ),
  provides: Http,
  needs: { settings: WorkfxSettings, database: Postgres, events: optional(Kafka), storage: optional(ObjectStorage) },

  connection: ({ self }) => connect(Http, { url: `http://${self.host}:${http.number}` }),

  secrets: ({ options, needs: { database, events, storage } }) => [
    ...requirements([databaseSettings(database), ...(events ? [kafkaSettings(events, options.topics)] : [])]),
    ...storageAccess(storage).secrets,
  ],

  reaches: ({ needs }) => storageAccess(needs.storage).reaches,

  build({ self, image, options, needs }) {
    const { replicas, autoscaling, identity } = options;
    const security = nonRoot(1000);
    const tmp = scratch('tmp', '/tmp', { sizeLimit: '2Gi' });
    const storage = storageAccess(needs.storage);
    const volumes = [tmp, ...storage.volumes];
    const settings = [databaseSettings(needs.database), ...(needs.events ? [kafkaSettings(needs.events, options.topics)] : [])];
    const pods = workload(self, options.strategy, {
      replicas: autoscaling ? undefined : replicas,
      progressDeadlineSeconds: 600,
      podLabels: identity.labels,
      pod: {
        serviceAccountName: self.name,
        securityContext: security.pod,
        topologySpreadConstraints: spread(self),
        // Time to finish what was read and to commit how far: what is cut off is read again by the next one.
        terminationGracePeriodSeconds: 60,
        containers: [
          {
            name: 'cdc',
            image,
            ports: [http.container],
            envFrom: [{ configMapRef: { name: needs.settings.configMap } }],
            env: env({ ...databaseTls(needs.database), ...variables(settings), ...storage.env }),
            resources: options.resources,
            securityContext: security.container,
            startupProbe: { httpGet: { path: '/health', port: http.ref }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 30 },
            readinessProbe: { httpGet: { path: '/ready', port: http.ref }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
            livenessProbe: { httpGet: { path: '/health', port: http.ref }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
            volumeMounts: volumes.map(({ mount }) => mount),
          },
        ],
        volumes: volumes.map(({ volume }) => volume),
      },
    });

    return [
      serviceAccount(self, identity),
      service(self, { ports: [http.service] }),
      pods,
      (autoscaling ? autoscaling.maxReplicas : replicas) > 1 && disruptionBudget(self, { maxUnavailable: 1 }),
      autoscaling && autoscaler(self, pods, autoscaling),
    ];
  },
});

function workload(self: Identity, strategy: Static<typeof Strategy>, pods: Workload) {
  return strategy.type === 'rolling' ? rollingDeployment(self, strategy, pods) : canaryRollout(self, strategy, undefined, pods);
}
