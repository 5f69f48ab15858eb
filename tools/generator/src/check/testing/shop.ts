import type { ManifestObject, PlannedSecret } from '../../model.ts';

const namespace = 'shop';
const labels = (app: string) => ({ app, 'app.kubernetes.io/part-of': 'bazaar' });
const metadata = (name: string, app: string = name) => ({ name, namespace, labels: labels(app) });
const podSecurity = { runAsNonRoot: true, runAsUser: 4711, fsGroup: 4711, seccompProfile: { type: 'RuntimeDefault' } };
const securityContext = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };
const resources = { requests: { cpu: '150m', memory: '300Mi' }, limits: { memory: '450Mi' } };
const pod = { enableServiceLinks: false, automountServiceAccountToken: false, securityContext: podSecurity };

const storefront = {
  name: 'web',
  image: 'registry.example.com:5000/shop/storefront:3.1.4',
  args: ['--listen=:8443', '--password-file=/run/secrets/orders/password'],
  ports: [{ name: 'https', containerPort: 8443 }],
  env: [
    { name: 'ORDERS_PASSWORD', valueFrom: { secretKeyRef: { name: 'orders-secret', key: 'password' } } },
    { name: 'ORDERS_URL', value: 'postgres://shop:$(ORDERS_PASSWORD)@orders:6432/orders' },
    { name: 'CURRENCY', valueFrom: { configMapKeyRef: { name: 'storefront-config', key: 'currency' } } },
  ],
  resources,
  securityContext,
  readinessProbe: { httpGet: { path: '/ready', port: 'https', scheme: 'HTTPS' } },
  livenessProbe: { tcpSocket: { port: 'https' } },
  volumeMounts: [{ name: 'config', mountPath: '/etc/storefront', readOnly: true }],
};

const exporter = {
  name: 'exporter',
  image: 'docker.io/shop/exporter@sha256:6ecb1ad1b3b1e2ba2ba2f1d1b0ab2cd6e3b5c0b0e9a1f8a7d6c5b4a392817161',
  restartPolicy: 'Always',
  ports: [{ name: 'metrics', containerPort: 9999 }],
  resources,
  securityContext,
  readinessProbe: { httpGet: { path: '/metrics', port: 'metrics' } },
  livenessProbe: { httpGet: { path: '/metrics', port: 9999 } },
};

const orders = {
  name: 'postgres',
  image: 'docker.io/library/postgres:16.4',
  ports: [{ name: 'sql', containerPort: 6432 }],
  envFrom: [{ secretRef: { name: 'orders-secret' } }],
  resources,
  securityContext,
  readinessProbe: { exec: { command: ['pg_isready'] } },
  livenessProbe: { exec: { command: ['pg_isready'] } },
  volumeMounts: [{ name: 'data', mountPath: '/var/lib/postgresql/data' }],
};

const letter = { name: 'letter', image: 'docker.io/shop/newsletter:2.0.1', command: ['send'], resources, securityContext };

/** Objects by component. Every rule has something to look at, and nothing to complain about. */
export const shopObjects: Readonly<Record<string, readonly ManifestObject[]>> = {
  foundation: [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace, annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } },
    },
  ],
  orders: [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata('orders'),
      spec: { selector: { app: 'orders' }, ports: [{ name: 'sql', port: 6432, targetPort: 'sql' }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata('orders-headless', 'orders'),
      spec: { clusterIP: 'None', selector: { app: 'orders' }, ports: [{ name: 'sql', port: 6432 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: metadata('orders'),
      spec: {
        serviceName: 'orders-headless',
        selector: { matchLabels: { app: 'orders' } },
        template: { metadata: { labels: labels('orders') }, spec: { ...pod, containers: [orders] } },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast-ssd', resources: { requests: { storage: '7Gi' } } },
          },
        ],
      },
    },
  ],
  storefront: [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata('storefront'), imagePullSecrets: [{ name: 'shop-registry' }] },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata('storefront-config', 'storefront'),
      data: { currency: 'EUR', 'shop.yaml': 'title: Bazaar\n' },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata('storefront'),
      spec: {
        selector: { app: 'storefront' },
        ports: [
          { name: 'https', port: 443, targetPort: 'https' },
          { name: 'metrics', port: 9999 },
        ],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata('storefront'),
      spec: {
        progressDeadlineSeconds: 240,
        selector: { matchLabels: { app: 'storefront' } },
        template: {
          metadata: { labels: labels('storefront'), annotations: { 'checksum/config': '5c1f7a90' } },
          spec: {
            ...pod,
            serviceAccountName: 'storefront',
            initContainers: [exporter],
            containers: [storefront],
            volumes: [
              { name: 'config', configMap: { name: 'storefront-config', items: [{ key: 'shop.yaml', path: 'shop.yaml' }] } },
              { name: 'uploads', persistentVolumeClaim: { claimName: 'uploads' } },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { ...metadata('uploads', 'storefront'), annotations: { 'argocd.argoproj.io/sync-options': 'Delete=false, Prune=false' } },
      spec: { accessModes: ['ReadWriteMany'], storageClassName: 'shared-nfs', resources: { requests: { storage: '3Gi' } } },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadata('storefront'),
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'storefront' } } },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: metadata('storefront'),
      spec: { minReplicas: 2, maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'storefront' } },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { ...metadata('storefront'), annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } },
      spec: {
        ingressClassName: 'traefik',
        tls: [{ hosts: ['shop.example.com'], secretName: 'shop-tls' }],
        rules: [
          {
            host: 'shop.example.com',
            http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'storefront', port: { name: 'https' } } } }] },
          },
        ],
      },
    },
  ],
  newsletter: [
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: metadata('newsletter'),
      spec: {
        schedule: '30 6 * * 1',
        jobTemplate: {
          spec: {
            template: { metadata: { labels: labels('newsletter') }, spec: { ...pod, restartPolicy: 'Never', containers: [letter] } },
          },
        },
      },
    },
  ],
};

export const shopSecrets: readonly PlannedSecret[] = [
  {
    name: 'orders-secret',
    namespace,
    keys: { username: { from: 'literal', value: 'shop' }, password: { from: 'random', characters: 24, description: 'of the role shop' } },
    components: ['orders', 'storefront'],
  },
];
