import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { mysql } from './mysql.ts';

const options = {
  database: 'nacos',
  user: 'nacos',
  storage: '50Gi',
  storageClass: 'managed-premium',
  bufferPool: '2G',
  resources: { requests: { cpu: '1', memory: '4Gi' }, limits: { cpu: '2', memory: '4Gi' } },
};

test('defaults', async () => {
  await expect(render(mysql)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const rendering = { component: 'nacos-db', secretName: 'nacos-db-login', secretKeys: { password: 'db-password' }, options };
  await expect(render(mysql, rendering)).toMatchFileSnapshot('golden/full.yaml');
});

test('one server owns the volume: a StatefulSet never starts a second one beside it, as a rolling Deployment would', () => {
  expect(find(build(mysql).manifests, 'StatefulSet')).toMatchObject({ spec: { replicas: 1, serviceName: 'mysql-headless' } });
});

test('no password has a value, and dependants do not log in as root', () => {
  const { secrets } = build(mysql, { secretName: 'nacos-db-login', options });
  const password = expect.objectContaining({ from: 'random' });
  expect(secrets).toEqual([
    { name: 'nacos-db-login', keys: { username: { from: 'literal', value: 'nacos' }, password } },
    { name: 'mysql-root', keys: { password, exporter: password } },
  ]);
});

test.each(['root', 'exporter'])('the user can not be %s, whose password is another one', (user) => {
  expect(() => build(mysql, { options: { user } })).toThrow('pattern');
});

test('data lies below the root of the volume, which may hold lost+found, and exactly where the image declares it', () => {
  expect(server()).toMatchObject({
    volumeMounts: expect.arrayContaining([{ name: 'data', mountPath: '/var/lib/mysql', subPath: 'mysql' }]),
  });
});

test('probes ask over TCP, which the server of the first start does not have, and need no password', () => {
  const answers = { exec: { command: ['mysqladmin', 'ping', '--host=127.0.0.1', '--connect-timeout=4'] } };
  expect(server()).toMatchObject({ startupProbe: answers, readinessProbe: answers, livenessProbe: answers });
});

test('a server whose password was changed elsewhere is not restarted for it', () => {
  expect(JSON.stringify(server())).not.toMatch(/Probe":\{[^}]*PASSWORD/);
});

test('the exporter logs in as a user of its own and never learns the password of root', () => {
  expect(container('Deployment')).toMatchObject({
    args: expect.arrayContaining(['--mysqld.username=exporter', '--mysqld.address=mysql.test.svc.cluster.local:3306']),
    env: [{ name: 'MYSQLD_EXPORTER_PASSWORD', valueFrom: { secretKeyRef: { name: 'mysql-root', key: 'exporter' } } }],
  });
});

test('nothing that MySQL 8.4 has given up is asked for', () => {
  expect(render(mysql)).not.toMatch(/default[-_]authentication[-_]plugin|mysql_native_password/);
});

test.each([
  ['20Gi', '21474836480'],
  ['1.5T', '1500000000000'],
])('the alert about the disk knows that a volume of %s has %s bytes', (storage, capacity) => {
  const [target] = build(mysql, { options: { storage } }).metrics;
  expect(target?.rules).toContain(` / ${capacity} > 0.8`);
});

function container(kind: string): object {
  // `find` leaves the type open.
  const { spec } = find(build(mysql).manifests, kind) as { spec: { template: { spec: { containers: [object] } } } };
  return spec.template.spec.containers[0];
}

function server(): object {
  return container('StatefulSet');
}
