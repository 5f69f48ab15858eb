import { expect, test } from 'vitest';
import { identify } from './identity.ts';
import { syncHook } from './sync-hook.ts';

const self = identify({ environment: 'test', namespace: 'test', component: 'orders' });
const pod = { containers: [{ name: 'migrate', image: 'orders:1' }] };
const hook = syncHook(self, 'migrate', { wave: 1, activeDeadlineSeconds: 60, pod });

test('a hook is replaced by its successor, which it can be under the same name only', () => {
  expect(hook.metadata?.annotations).toEqual({
    'argocd.argoproj.io/hook': 'Sync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    'argocd.argoproj.io/sync-wave': '1',
  });
  const other = syncHook(self, 'migrate', { wave: 1, activeDeadlineSeconds: 60, pod: { ...pod, hostname: 'other' } });
  expect([hook.metadata?.name, other.metadata?.name]).toEqual(['orders-migrate', 'orders-migrate']);
});

test('it ends', () => {
  expect(hook.spec).toMatchObject({ activeDeadlineSeconds: 60, template: { spec: { restartPolicy: 'Never' } } });
});
