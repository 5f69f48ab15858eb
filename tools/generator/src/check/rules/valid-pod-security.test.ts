import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { remove, set, shop } from '../testing/plan.ts';
import { validPodSecurity } from './valid-pod-security.ts';

test('all that breaks the level of the namespace is one finding', () => {
  const pod = '/spec/template/spec';
  const patch = {
    'StatefulSet orders': [set(`${pod}/hostNetwork`, true), set(`${pod}/containers/0/securityContext`, { privileged: true })],
  };
  const [finding, ...others] = findings(validPodSecurity, shop({ patch }));
  expect(others).toEqual([]);
  expect(finding?.message).toBe(
    'StatefulSet orders of component "orders" breaks the Pod Security level "restricted" of namespace "shop": hostNetwork: true; container postgres: privileged: true; container postgres: allowPrivilegeEscalation is not false; container postgres: capabilities.drop lacks ALL.',
  );
  expect(finding?.hint).toContain('\npodSecurity: baseline');
});

test('every workload counts, tasks and init containers too', () => {
  const patch = {
    'Deployment storefront': [remove('/spec/template/spec/initContainers/0/securityContext')],
    'CronJob newsletter': [remove('/spec/jobTemplate/spec/template/spec/securityContext')],
  };
  expect(messages(validPodSecurity, shop({ patch }))).toEqual([
    expect.stringContaining('container exporter: allowPrivilegeEscalation is not false'),
    expect.stringContaining('container letter: runAsNonRoot is not true; container letter: seccompProfile is not set'),
  ]);
});

const rootPod = { 'Deployment storefront': [remove('/spec/template/spec/securityContext')] };
const hostPod = { 'Deployment storefront': [set('/spec/template/spec/hostPID', true)] };

test.each([
  ['restricted', rootPod, 1],
  ['baseline', rootPod, 0],
  ['baseline', hostPod, 1],
  ['privileged', hostPod, 0],
] as const)('the level %s', (level, patch, count) => {
  expect(messages(validPodSecurity, shop({ patch, environment: { podSecurity: { shop: level } } }))).toHaveLength(count);
});

test('the hint names a namespace beside the main one', () => {
  const environment = { namespace: 'office', podSecurity: { office: 'privileged', shop: 'baseline' } } as const;
  const [finding] = findings(validPodSecurity, shop({ patch: hostPod, environment }));
  expect(finding?.hint).toContain('\nnamespaces:\n  shop: { podSecurity: privileged }');
});
