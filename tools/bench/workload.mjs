// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { limits, probes, settings } from './settings.mjs';

const conf = readFileSync(new URL('app.conf', import.meta.url), 'utf8');
const configHash = createHash('sha256')
  .update(JSON.stringify([['app.conf', conf]]))
  .digest('hex')
  .slice(0, 8);

const appsPerEnvironment = 20;
export const objectsPerApp = 3;

/**
 * Twenty environments make the 1,200 objects of the comparison.
 * @param {number} count
 */
export function environmentNames(count) {
  return Array.from({ length: count }, (_, index) => `bench-${String(index).padStart(3, '0')}`);
}

export const apps = Array.from({ length: appsPerEnvironment }, (_, index) => ({
  name: `app-${String(index).padStart(2, '0')}`,
  replicas: 1 + (index % 4),
}));

/**
 * What the builder `bench-app` makes of one component, as plain objects: the work of the peers, and what everybody's result is compared with.
 * @param {string} environment
 * @param {{ readonly name: string, readonly replicas: unknown }} app
 */
export function objectsOf(environment, { name, replicas }) {
  const selector = { 'app.kubernetes.io/name': name };
  const labels = { ...selector, 'app.kubernetes.io/component': name, 'app.kubernetes.io/part-of': environment };
  const metadata = (/** @type {string} */ own) => ({ name: own, namespace: environment, labels: { ...labels } });
  const config = `${name}-${configHash}`;
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(config), immutable: true, data: { 'app.conf': conf } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(name),
      spec: { ports: [{ name: 'http', port: 80, targetPort: 'http' }], selector: { ...selector } },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata(name),
      spec: {
        replicas,
        progressDeadlineSeconds: 600,
        revisionHistoryLimit: 3,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        selector: { matchLabels: { ...selector } },
        template: { metadata: { labels: { ...labels } }, spec: podSpec(config) },
      },
    },
  ];
}

/** @param {string} config */
function podSpec(config) {
  const ref = (/** @type {string} */ fieldPath) => ({ fieldRef: { fieldPath } });
  return {
    enableServiceLinks: false,
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      fsGroup: 10001,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    terminationGracePeriodSeconds: 60,
    containers: [
      {
        name: 'app',
        image: 'registry.example.com/bench/app:1.4.2',
        args: ['serve', '--config', '/etc/app/app.conf'],
        ports: [{ name: 'http', containerPort: 8080 }],
        env: [
          { name: 'POD_NAME', valueFrom: ref('metadata.name') },
          { name: 'POD_IP', valueFrom: ref('status.podIP') },
          ...Object.entries(settings).map(([name, value]) => ({ name, value })),
        ],
        resources: structuredClone(limits),
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        ...structuredClone(probes),
        volumeMounts: [
          { name: config, mountPath: '/etc/app', readOnly: true },
          { name: 'cache', mountPath: '/var/cache/app' },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      { name: config, configMap: { name: config } },
      { name: 'cache', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'tmp', emptyDir: {} },
    ],
  };
}
