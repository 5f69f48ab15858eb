import { Elasticsearch, Http, ObjectStorage, Postgres, Redis, WorkfxSettings } from '@gitops/connections';
import {
  AutoscalingOption,
  autoscaler,
  connect,
  defineService,
  disruptionBudget,
  env,
  ingress,
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
import { CloudIdentity, databaseTls, requirements, serviceAccount, storageAccess, variables } from '@gitops/workfx';
import { Type } from 'typebox';
import { ApiIngress, nginxLimits } from './ingress.ts';
import { Strategy, secondService, workload } from './release.ts';
import { Jwt, modelKeys, settingsOf } from './settings.ts';

const http = port('http', 8000);

/** The REST API of WorkFX AI (card C22). */
export const workfxApi = defineService({
  name: 'workfx-api',
  tier: 'application',
  objectName: 'workfx-ai-api',
  image: 'docker.io/workfx/workfx-ai-api',
  options: Type.Object(
    {
      replicas: Type.Integer({ minimum: 1, default: 2, description: 'Fixed number of Pods, without autoscaling' }),
      autoscaling: Type.Optional(
        AutoscalingOption(
          { minReplicas: 2, maxReplicas: 10 },
          { description: 'A number of Pods that follows the load, instead of replicas' },
        ),
      ),
      resources: Resources({ requests: { cpu: '1000m', memory: '2Gi' }, limits: { cpu: '2000m', memory: '4Gi' } }),
      strategy: Strategy,
      serviceType: OneOf(['ClusterIP', 'LoadBalancer', 'NodePort'], {
        default: 'ClusterIP',
        description: 'NodePort is for development only (W080)',
      }),
      ingress: Type.Optional(ApiIngress),
      identity: CloudIdentity,
      jwt: Jwt,
    },
    { additionalProperties: false },
  ),
  provides: Http,
  needs: {
    settings: WorkfxSettings,
    database: Postgres,
    cache: Redis,
    search: optional(Elasticsearch),
    storage: optional(ObjectStorage),
  },

  connection: ({ self }) => connect(Http, { url: `http://${self.host}:${http.number}` }),

  secrets: ({ options, needs }) => [
    ...requirements(settingsOf(needs, options.jwt)),
    modelKeys.requirement,
    ...storageAccess(needs.storage).secrets,
  ],

  // The providers of the models, the Jina reader and a key vault have public addresses.
  reaches: ({ needs }) => [{ host: '*', port: 443 }, ...storageAccess(needs.storage).reaches],

  build({ self, image, options, connection, needs }) {
    const { replicas, autoscaling, strategy, identity } = options;
    const release = { strategy, ingress: options.ingress };
    const security = nonRoot(1000);
    const tmp = scratch('tmp', '/tmp', { sizeLimit: '2Gi' });
    const storage = storageAccess(needs.storage);
    const volumes = [tmp, ...storage.volumes];
    const pods = workload(self, release, {
      replicas: autoscaling ? undefined : replicas,
      progressDeadlineSeconds: 600,
      podLabels: identity.labels,
      podAnnotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(http.number), 'prometheus.io/path': '/metrics' },
      pod: {
        serviceAccountName: self.name,
        securityContext: security.pod,
        topologySpreadConstraints: spread(self),
        // The Pod still gets requests until every node knows that it goes; then it may finish what it has.
        terminationGracePeriodSeconds: 60,
        containers: [
          {
            name: 'api',
            image,
            ports: [http.container],
            envFrom: [{ configMapRef: { name: needs.settings.configMap } }],
            env: env({
              ...databaseTls(needs.database),
              ...variables(settingsOf(needs, options.jwt)),
              ...modelKeys.env,
              ...storage.env,
              MANAGEMENT_INTERNAL_SERVICE_ENDPOINT: connection.url,
            }),
            resources: options.resources,
            securityContext: security.container,
            lifecycle: { preStop: { sleep: { seconds: 10 } } },
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
      service(self, { type: options.serviceType, ports: [http.service] }),
      secondService(self, release, http.service),
      pods,
      (autoscaling ? autoscaling.maxReplicas : replicas) > 1 && disruptionBudget(self, { maxUnavailable: 1 }),
      autoscaling && autoscaler(self, pods, autoscaling),
      options.ingress && ingress(self, http.ref, withNginx(options.ingress, nginxLimits)),
    ];
  },
});
