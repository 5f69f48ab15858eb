import { Http } from '@gitops/connections';
import {
  configMap,
  connect,
  defineService,
  deployment,
  disruptionBudget,
  fact,
  fill,
  hostForm,
  IngressOption,
  ingress,
  mountConfig,
  nonRoot,
  port,
  Resources,
  scratch,
  service,
  spread,
  withNginx,
} from '@gitops/kit';
import { Type } from 'typebox';
import nginx from './nginx.conf';

const http = port('http', 8080, 80);
const uploadLimit = '20m';
/** An Ingress controller that is nginx as well has the same limits, and smaller ones by default. */
const nginxLimits = {
  'nginx.ingress.kubernetes.io/proxy-body-size': uploadLimit,
  'nginx.ingress.kubernetes.io/proxy-read-timeout': '600',
  'nginx.ingress.kubernetes.io/proxy-send-timeout': '600',
  'nginx.ingress.kubernetes.io/proxy-buffering': 'off',
};

/** The pages of Yuxi-Know: nginx, which hands on what belongs to the API (cards C23, B2). */
export const yuxiWeb = defineService({
  name: 'yuxi-web',
  tier: 'application',
  // Everybody builds it; there is no such name on Docker Hub, so that nobody else's image is ever pulled.
  image: 'docker.io/library/yuxi-web',
  options: Type.Object(
    {
      replicas: Type.Integer({ minimum: 1, default: 2 }),
      ingress: Type.Optional(IngressOption(fact('environment.domain', { pattern: hostForm, description: 'Host name, in lower case' }))),
      resources: Resources({ requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Http,
  needs: { api: Http },

  connection: ({ self }) => connect(Http, { url: `http://${self.host}:${http.exposed}` }),

  build({ self, image, options, needs }) {
    const config = configMap(self, { 'nginx.conf': fill(nginx, { port: http.number, uploadLimit, api: needs.api.url }) });
    const configFile = mountConfig(config, '/etc/nginx/nginx.conf', 'nginx.conf');
    const tmp = scratch('tmp', '/tmp', { sizeLimit: '1Gi' });
    // The image's user nginx.
    const security = nonRoot(101);
    const alive = { httpGet: { path: '/healthz', port: http.ref }, timeoutSeconds: 3 };
    // A label of the seed (Y006), beside those that everything has.
    const labelled = { ...self, labels: { ...self.labels, app: self.name } };

    return [
      config,
      service(labelled, { ports: [http.service] }),
      deployment(labelled, {
        replicas: options.replicas,
        progressDeadlineSeconds: 300,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        pod: {
          securityContext: security.pod,
          topologySpreadConstraints: spread(self),
          // The image is stopped by SIGQUIT: answers that are being written are written to their end.
          terminationGracePeriodSeconds: 60,
          containers: [
            {
              name: 'web',
              image,
              // Not the entrypoint of the image, which would rewrite configuration that is read-only here.
              command: ['nginx', '-g', 'daemon off;'],
              ports: [http.container],
              resources: options.resources,
              securityContext: security.container,
              // The Pod still gets requests until every node knows that it goes.
              lifecycle: { preStop: { sleep: { seconds: 10 } } },
              readinessProbe: { ...alive, periodSeconds: 5 },
              livenessProbe: { ...alive, periodSeconds: 10, failureThreshold: 6 },
              volumeMounts: [configFile.mount, tmp.mount],
            },
          ],
          volumes: [configFile.volume, tmp.volume],
        },
      }),
      options.replicas > 1 && disruptionBudget(self, { maxUnavailable: 1 }),
      options.ingress && ingress(self, http.ref, withNginx(options.ingress, nginxLimits)),
    ];
  },
});
