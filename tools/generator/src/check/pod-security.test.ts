import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { describe, expect, test } from 'vitest';
import { indexObjects } from './object-index.ts';
import { podSecurityViolations } from './pod-security.ts';
import { shop } from './testing/plan.ts';

interface Sample {
  readonly pod?: Partial<IPodSpec>;
  readonly container?: Partial<IContainer>;
  readonly annotations?: Record<string, string>;
}

/** A Pod that the level restricted admits, with one thing changed. */
function violations(
  { pod = {}, container = {}, annotations = {} }: Sample,
  level: 'baseline' | 'restricted',
  minor = 36,
): readonly string[] {
  const safe = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const containers = [{ name: 'stall', image: 'shop/stall:5', ...container, securityContext: { ...safe, ...container.securityContext } }];
  const securityContext = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, ...pod.securityContext };
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'stall', annotations }, spec: { ...pod, securityContext, containers } };
  const { workloads } = indexObjects(shop({ add: [object] }));
  const workload = workloads.find(({ kind }) => kind === 'Pod');
  return workload ? podSecurityViolations(workload, level, minor) : ['no Pod'];
}

const secured = (securityContext: IContainer['securityContext']): Sample => ({ container: { securityContext } });
const podSecured = (securityContext: IPodSpec['securityContext']): Sample => ({ pod: { securityContext } });
const volume = (source: object): Sample => ({ pod: { volumes: [{ name: 'goods', ...source }] } });
const appArmor = 'container.apparmor.security.beta.kubernetes.io/stall';

test('what is safe breaks nothing', () => {
  expect(violations({}, 'restricted')).toEqual([]);
});

describe('baseline forbids', () => {
  test.each<[string, Sample]>([
    ['hostNetwork: true', { pod: { hostNetwork: true } }],
    ['hostPID: true', { pod: { hostPID: true } }],
    ['hostIPC: true', { pod: { hostIPC: true } }],
    ['windowsOptions.hostProcess: true', podSecured({ windowsOptions: { hostProcess: true } })],
    ['container stall: privileged: true', secured({ privileged: true })],
    ['container stall: capabilities.add: SYS_ADMIN', secured({ capabilities: { add: ['CHOWN', 'SYS_ADMIN'] } })],
    ['volume goods: hostPath', volume({ hostPath: { path: '/srv' } })],
    ['container stall: hostPort: 8081', { container: { ports: [{ containerPort: 80, hostPort: 8081 }] } }],
    ['container stall: livenessProbe with host: 10.0.0.1', { container: { livenessProbe: { tcpSocket: { port: 80, host: '10.0.0.1' } } } }],
    ['container stall: preStop with host: gate', { container: { lifecycle: { preStop: { httpGet: { port: 80, host: 'gate' } } } } }],
    ['appArmorProfile.type: Unconfined', podSecured({ appArmorProfile: { type: 'Unconfined' } })],
    [`annotation ${appArmor}: unconfined`, { annotations: { [appArmor]: 'unconfined' } }],
    ['seLinuxOptions.type: spc_t', podSecured({ seLinuxOptions: { type: 'spc_t' } })],
    ['container stall: seLinuxOptions.user: root', secured({ seLinuxOptions: { user: 'root' } })],
    ['container stall: seLinuxOptions.role: r', secured({ seLinuxOptions: { role: 'r' } })],
    ['container stall: procMount: Unmasked', secured({ procMount: 'Unmasked' })],
    ['container stall: seccompProfile.type: Unconfined', secured({ seccompProfile: { type: 'Unconfined' } })],
    ['sysctl kernel.msgmax', podSecured({ sysctls: [{ name: 'kernel.msgmax', value: '65536' }] })],
  ])('%s', (violation, sample) => {
    expect(violations(sample, 'baseline')).toEqual([violation]);
    expect(violations(sample, 'restricted')).toContain(violation);
  });

  test('a sysctl that became safe later', () => {
    const sample = podSecured({ sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '4096 87380 16777216' }] });
    expect(violations(sample, 'baseline', 31)).toEqual(['sysctl net.ipv4.tcp_rmem']);
    expect(violations(sample, 'baseline', 32)).toEqual([]);
  });
});

describe('restricted forbids', () => {
  test.each<[string, Sample]>([
    ['volume goods: nfs', volume({ nfs: { server: 'nas', path: '/' } })],
    ['container stall: allowPrivilegeEscalation is not false', secured({ allowPrivilegeEscalation: true })],
    ['container stall: runAsNonRoot is not true', secured({ runAsNonRoot: false })],
    ['container stall: runAsNonRoot is not true', podSecured({ runAsNonRoot: undefined })],
    ['runAsNonRoot: false', { ...podSecured({ runAsNonRoot: false }), ...secured({ runAsNonRoot: true }) }],
    ['runAsUser: 0', podSecured({ runAsUser: 0 })],
    ['container stall: runAsUser: 0', secured({ runAsUser: 0 })],
    ['container stall: seccompProfile is not set', podSecured({ seccompProfile: undefined })],
    ['container stall: capabilities.drop lacks ALL', secured({ capabilities: { drop: ['NET_RAW'] } })],
    ['container stall: capabilities.add: CHOWN', secured({ capabilities: { drop: ['ALL'], add: ['CHOWN', 'NET_BIND_SERVICE'] } })],
  ])('%s', (violation, sample) => {
    expect(violations(sample, 'restricted')).toEqual([violation]);
    expect(violations(sample, 'baseline')).toEqual([]);
  });
});
