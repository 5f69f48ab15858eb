import { Http, Kafka, saslOf } from '@gitops/connections';
import {
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

  connection: ({ self }) => connect(Http, { url: `http://${self.host}:${http.number}` }),

  secrets: ({ secret }) => [{ name: secret.name, keys: { password: random('password of the user admin') } }],

  metrics: () => [{ port: http.ref, path: '/actuator/prometheus', rules: alerts, dashboard }],

  build({ self, image, options, secret: { name }, needs }) {
    const { bootstrapServers, securityProtocol } = needs.kafka;
    const kafkaLogin = saslOf(needs.kafka, 'SASL');
    // The settings of Kafka's own client.
    const properties = JSON.stringify({
      'security.protocol': securityProtocol,
      ...(kafkaLogin && { 'sasl.mechanism': kafkaLogin.mechanism, 'sasl.jaas.config': kafkaLogin.jaasConfig }),
    });
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
                ...kafkaLogin?.variables,
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
