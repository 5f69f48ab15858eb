import { Elasticsearch, Http } from '@gitops/connections';
import {
  ConsoleHost,
  configMap,
  connect,
  defineService,
  deployment,
  env,
  fill,
  given,
  IngressOption,
  ingress,
  mountConfig,
  nonRoot,
  OneOf,
  port,
  Resources,
  random,
  scratch,
  secret,
  secretRef,
  service,
} from '@gitops/kit';
import { Type } from 'typebox';
import yml from './kibana.yml';
import kibanaSystem from './kibana-system.yml';
import serviceAccount from './service-account.yml';

const http = port('http', 5601, 80);
const home = '/usr/share/kibana';

/** The web interface of an Elasticsearch of the same version (card C8). People log in as users of Elasticsearch. */
export const kibana = defineService({
  name: 'kibana',
  tier: 'tooling',
  image: 'docker.elastic.co/kibana/kibana:8.19.20',
  options: Type.Object(
    {
      login: OneOf(['password', 'token'], {
        default: 'password',
        description: 'How Kibana itself logs in: as the user kibana_system, or by a token of the service account elastic/kibana',
      }),
      ingress: Type.Optional(IngressOption(ConsoleHost)),
      resources: Resources({ requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '2Gi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Http,
  needs: { elasticsearch: Elasticsearch },

  connection: ({ self, secret }) => connect(Http, { url: `http://${self.host}:${http.exposed}` }, secret),

  secrets: ({ options, secret }) => [
    {
      name: secret.name,
      keys: {
        // An elasticsearch component that names this Secret in kibanaSecret makes the password random and sets it.
        ...(options.login === 'password'
          ? { password: given('password of the user kibana_system') }
          : { token: given('token of the service account elastic/kibana') }),
        'saved-objects-key': random('key that encrypts saved objects', 64),
        'session-key': random('key that encrypts sessions', 64),
        'reporting-key': random('key that encrypts reports', 64),
      },
    },
  ],

  build({ self, image, options, secret, connection, needs }) {
    const { host, port: number, tls } = needs.elasticsearch;
    const settings = fill(yml, {
      elasticsearch: `${tls ? 'https' : 'http'}://${host}:${number}`,
      publicBaseUrl: options.ingress ? `https://${options.ingress.host}` : connection.url,
    });
    const login = options.login === 'password' ? kibanaSystem : serviceAccount;
    const config = configMap(self, { 'kibana.yml': `${settings}\n${login}` });
    const configFile = mountConfig(config, `${home}/config/kibana.yml`, 'kibana.yml');
    const data = scratch('data', `${home}/data`);
    // Kibana writes here even without plugins.
    const plugins = scratch('plugins', `${home}/plugins`);
    const logs = scratch('logs', `${home}/logs`);
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(1000);
    const keys = keysOf(secret.name);
    // Answers those who are not logged in too; 503 while Elasticsearch is away or refuses the login.
    const status = { httpGet: { path: '/api/status', port: http.ref }, timeoutSeconds: 5 };

    return [
      config,
      service(self, { ports: [http.service] }),
      deployment(self, {
        replicas: 1,
        // Two versions at once damage what Kibana has saved.
        strategy: { type: 'Recreate' },
        progressDeadlineSeconds: 900,
        pod: {
          securityContext: security.pod,
          terminationGracePeriodSeconds: 60,
          containers: [
            {
              name: 'kibana',
              image,
              ports: [http.container],
              env: env({
                ELASTICSEARCH_CREDENTIAL: secretRef(keys, options.login),
                SAVED_OBJECTS_KEY: secretRef(keys, 'saved-objects-key'),
                SESSION_KEY: secretRef(keys, 'session-key'),
                REPORTING_KEY: secretRef(keys, 'reporting-key'),
              }),
              resources: options.resources,
              securityContext: security.container,
              startupProbe: { ...status, periodSeconds: 10, failureThreshold: 60 },
              readinessProbe: { ...status, periodSeconds: 10 },
              livenessProbe: { tcpSocket: { port: http.ref }, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [configFile.mount, data.mount, plugins.mount, logs.mount, tmp.mount],
            },
          ],
          volumes: [configFile.volume, data.volume, plugins.volume, logs.volume, tmp.volume],
        },
      }),
      options.ingress && ingress(self, http.ref, options.ingress),
    ];
  },
});

function keysOf(name: string) {
  return secret(name, ['password', 'token', 'saved-objects-key', 'session-key', 'reporting-key']);
}
