import { Http } from '@gitops/connections';
import {
  configMap,
  connect,
  defineService,
  deployment,
  env,
  fieldRef,
  mountConfig,
  nonRoot,
  port,
  Resources,
  scratch,
  service,
} from '@gitops/kit';
import { Type } from 'typebox';
import conf from './app.conf';
import { limits, probes, settings } from './settings.mjs';

const http = port('http', 8080, 80);

/** A web service of ordinary size: Deployment, Service and ConfigMap. */
export const benchApp = defineService({
  name: 'bench-app',
  tier: 'application',
  image: 'registry.example.com/bench/app:1.4.2',
  options: Type.Object(
    {
      replicas: Type.Integer({ minimum: 1, default: 2, description: 'Number of Pods' }),
      resources: Resources(limits),
    },
    { additionalProperties: false },
  ),
  provides: Http,
  connection: ({ self }) => connect(Http, { url: `http://${self.host}:${http.exposed}` }),
  build({ self, image, options }) {
    const config = configMap(self, { 'app.conf': conf });
    const files = mountConfig(config, '/etc/app');
    const cache = scratch('cache', '/var/cache/app', { sizeLimit: '1Gi' });
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(10001);
    return [
      config,
      service(self, { ports: [http.service] }),
      deployment(self, {
        replicas: options.replicas,
        progressDeadlineSeconds: 600,
        revisionHistoryLimit: 3,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        pod: {
          securityContext: security.pod,
          terminationGracePeriodSeconds: 60,
          containers: [
            {
              name: 'app',
              image,
              args: ['serve', '--config', '/etc/app/app.conf'],
              ports: [http.container],
              env: env({ POD_NAME: fieldRef('metadata.name'), POD_IP: fieldRef('status.podIP'), ...settings }),
              resources: options.resources,
              securityContext: security.container,
              ...probes,
              volumeMounts: [files.mount, cache.mount, tmp.mount],
            },
          ],
          volumes: [files.volume, cache.volume, tmp.volume],
        },
      }),
    ];
  },
});
