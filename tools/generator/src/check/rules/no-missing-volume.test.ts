import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { remove, set, shop } from '../testing/plan.ts';
import { noMissingVolume } from './no-missing-volume.ts';

test('a mount of a volume that the Pod does not have', () => {
  const patch = { 'Deployment storefront': [set('/spec/template/spec/containers/0/volumeMounts/0/name', 'settings')] };
  const [finding] = findings(noMissingVolume, shop({ patch }));
  expect(finding?.message).toBe(
    'Deployment storefront of component "storefront": container web mounts volume "settings" at /etc/storefront, which the Pod does not have.',
  );
  expect(finding?.hint).toBe('Volumes of the Pod: config, uploads.');
});

test('the claims of a StatefulSet are volumes of its Pods', () => {
  const patch = { 'StatefulSet orders': [remove('/spec/volumeClaimTemplates')] };
  expect(messages(noMissingVolume, shop({ patch }))).toEqual([
    'StatefulSet orders of component "orders": container postgres mounts volume "data" at /var/lib/postgresql/data, which the Pod does not have.',
  ]);
});
