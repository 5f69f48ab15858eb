import type { Mysql } from '@gitops/connections';
import { type ConnectionOf, type Identity, type SecretHandle, secretRef } from '@gitops/kit';
import { heapOf } from './heap.ts';

export interface Cluster {
  readonly replicas: number;
  readonly resources: { readonly limits: { readonly memory: string } };
}

type Login = SecretHandle<'username' | 'password' | 'auth-token' | 'identity-key' | 'identity-value'>;

/** The environment of a node, in the words of the image (C9). */
export function settings(self: Identity, { replicas, resources }: Cluster, { port, login }: { port: number; login: Login }) {
  const heap = heapOf(resources.limits.memory);
  const members = Array.from(
    { length: replicas },
    (_, node) => `${self.name}-${node}.${self.name}-headless.${self.namespace}.svc.cluster.local:${port}`,
  );
  return {
    MODE: replicas > 1 ? 'cluster' : 'standalone',
    // Addresses change with every Pod, names do not: they are the only way that nodes are called.
    PREFER_HOST_MODE: 'hostname',
    NACOS_SERVERS: members.join(' '),
    NACOS_APPLICATION_PORT: port,
    JVM_XMS: heap.size,
    JVM_XMX: heap.size,
    JVM_XMN: heap.young,
    // The image knows no user 1000: without a home Java takes a directory called "?".
    JAVA_OPT: '-Duser.home=/tmp',
    SERVER_TOMCAT_BASEDIR: '/tmp',
    NACOS_AUTH_ENABLE: true,
    NACOS_AUTH_TOKEN: secretRef(login, 'auth-token'),
    NACOS_AUTH_IDENTITY_KEY: secretRef(login, 'identity-key'),
    NACOS_AUTH_IDENTITY_VALUE: secretRef(login, 'identity-value'),
    MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE: 'health,prometheus',
    MANAGEMENT_METRICS_SYSTEM_DISKSPACE_PATHS: '/home/nacos/data',
  };
}

/** Where the configurations are kept. */
export function databaseSettings({ host, port, database, sslMode, secret }: ConnectionOf<typeof Mysql>) {
  return {
    SPRING_DATASOURCE_PLATFORM: 'mysql',
    MYSQL_SERVICE_HOST: host,
    MYSQL_SERVICE_PORT: port,
    MYSQL_SERVICE_DB_NAME: database,
    MYSQL_SERVICE_USER: secretRef(secret, 'username'),
    MYSQL_SERVICE_PASSWORD: secretRef(secret, 'password'),
    MYSQL_SERVICE_DB_PARAM: [
      'characterEncoding=utf8',
      'connectTimeout=1000',
      'socketTimeout=3000',
      'autoReconnect=true',
      `sslMode=${sslMode}`,
      // How a password is sent over a connection that is not encrypted, since MySQL 8.
      ...(sslMode === 'DISABLED' ? ['allowPublicKeyRetrieval=true'] : []),
    ].join('&'),
  };
}
