import { Http, Kafka, saslOf } from '@gitops/connections';
import {
  type ConnectionOf,
  ConsoleHost,
  configMap,
  connect,
  defineService,
  deployment,
  env,
  fill,
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
import type { IEnvVarSource } from 'kubernetes-models/v1/EnvVarSource';
import { Type } from 'typebox';
import alerts from './alerts.yml';
import application from './application.yml';
import dashboard from './dashboard.json' with { type: 'json' };

const http = port('http', 8080);

/** Kafbat UI, pages for a Kafka cluster behind a login as admin (card C5). */
export const kafkaUi = defineService({
  name: 'kafka-ui',
  tier: 'tooling',
  image: 'ghcr.io/kafbat/kafka-ui:v1.5.0',
  options: Type.Object(
    {
      ingress: Type.Optional(IngressOption(ConsoleHost)),
      resources: Resources({ requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '1Gi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Http,
  needs: { kafka: Kafka },
  metrics: () => [{ port: http.ref, path: '/actuator/prometheus', rules: alerts, dashboard }],

  connection: ({ self }) => connect(Http, { url: `http://${self.host}:${http.number}` }),

  secrets: ({ secret }) => [{ name: secret.name, keys: { password: random('password of the user admin') } }],

  build({ self, image, options, secret: { name }, needs }) {
    const { bootstrapServers } = needs.kafka;
    const properties = JSON.stringify(clientProperties(needs.kafka));
    const config = configMap(self, { 'application.yml': fill(application, { bootstrapServers, properties }) });
    const configDir = mountConfig(config, '/etc/kafka-ui');
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(1000);
    // Not its health, which is also that of the configured Kafka: that one is down is no reason to restart what shows it.
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
              name: 'kafka-ui',
              image,
              ports: [http.container],
              env: env({
                SPRING_CONFIG_ADDITIONALLOCATION: 'file:/etc/kafka-ui/application.yml',
                JAVA_OPTS: '-XX:MaxRAMPercentage=60',
                LOGIN_PASSWORD: secretRef(secret(name, ['password']), 'password'),
                ...credentials(needs.kafka),
              }),
              resources: options.resources,
              securityContext: security.container,
              startupProbe: { ...up, periodSeconds: 5, failureThreshold: 36 },
              readinessProbe: { httpGet: { path: '/actuator/health', port: http.ref }, periodSeconds: 10, timeoutSeconds: 5 },
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

/** The settings of Kafka's own client. */
function clientProperties(kafka: ConnectionOf<typeof Kafka>): Record<string, string> {
  const { securityProtocol } = kafka;
  const login = saslOf(kafka);
  if (!login) return { 'security.protocol': securityProtocol };
  return {
    'security.protocol': securityProtocol,
    'sasl.mechanism': login.mechanism,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of Spring
    'sasl.jaas.config': `${login.loginModule} required ${'username="${SASL_USERNAME}" password="${SASL_PASSWORD}";'}`,
  };
}

function credentials(kafka: ConnectionOf<typeof Kafka>): Record<string, IEnvVarSource> {
  if (!saslOf(kafka)) return {};
  return { SASL_USERNAME: secretRef(kafka.secret, 'username'), SASL_PASSWORD: secretRef(kafka.secret, 'password') };
}
