import { Http, Kafka, saslOf } from '@gitops/connections';
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
  port,
  Resources,
  random,
  scratch,
  secret,
  secretRef,
  service,
} from '@gitops/kit';
import { Type } from 'typebox';
import application from './application.yml';
import sasl from './sasl.yml';

const http = port('http', 8080, 80);
const management = port('management', 28081);

/** The web interface of a Kafka cluster, behind a login as admin (card C6). */
export const akhq = defineService({
  name: 'akhq',
  tier: 'tooling',
  image: 'docker.io/tchiotludo/akhq:0.28.0',
  options: Type.Object(
    {
      ingress: Type.Optional(IngressOption(ConsoleHost)),
      resources: Resources({ requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '1Gi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Http,
  needs: { kafka: Kafka },

  connection: ({ self, secret }) => connect(Http, { url: `http://${self.host}:${http.exposed}` }, secret),

  secrets: ({ secret }) => [
    {
      name: secret.name,
      keys: {
        'admin-password-sha256': given(
          "SHA-256 of admin's password, as hexadecimal digits: printf %s 'the password' | sha256sum | cut -c1-64",
        ),
        'jwt-secret': random('key that signs the sessions', 64),
      },
    },
  ],

  build({ self, image, options, secret, needs }) {
    const { bootstrapServers, securityProtocol } = needs.kafka;
    const kafkaLogin = saslOf(needs.kafka, 'KAFKA');
    // In the order in which they are read.
    const files = {
      'application.yml': fill(application, { bootstrapServers, securityProtocol }),
      ...(kafkaLogin ? { 'sasl.yml': fill(sasl, { mechanism: kafkaLogin.mechanism, jaasConfig: kafkaLogin.jaasConfig }) } : {}),
    };
    const config = configMap(self, files);
    const configDir = mountConfig(config, '/etc/akhq');
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(1001);
    // Health includes Kafka, and a Kafka that is down is no reason to restart what shows it.
    const up = { tcpSocket: { port: http.ref } };

    return [
      config,
      service(self, { ports: [http.service] }),
      deployment(self, {
        replicas: 1,
        progressDeadlineSeconds: 300,
        pod: {
          securityContext: security.pod,
          containers: [
            {
              name: 'akhq',
              image,
              ports: [http.container, management.container],
              env: env({
                MICRONAUT_CONFIG_FILES: Object.keys(files)
                  .map((file) => `/etc/akhq/${file}`)
                  .join(','),
                JAVA_OPTS: '-XX:MaxRAMPercentage=60',
                AKHQ_ADMIN_PASSWORD_SHA256: secretRef(login(secret.name), 'admin-password-sha256'),
                AKHQ_JWT_SECRET: secretRef(login(secret.name), 'jwt-secret'),
                ...kafkaLogin?.variables,
              }),
              resources: options.resources,
              securityContext: security.container,
              startupProbe: { ...up, periodSeconds: 5, failureThreshold: 36 },
              readinessProbe: { httpGet: { path: '/health', port: management.ref }, periodSeconds: 10, timeoutSeconds: 5 },
              livenessProbe: { ...up, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [configDir.mount, tmp.mount],
            },
          ],
          volumes: [configDir.volume, tmp.volume],
        },
      }),
      options.ingress && ingress(self, http.ref, options.ingress),
    ];
  },
});

function login(name: string) {
  return secret(name, ['admin-password-sha256', 'jwt-secret']);
}
