import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { remove, set, shop } from '../testing/plan.ts';
import { requireServiceLinksOff } from './require-service-links-off.ts';

test('they are on unless they are switched off', () => {
  const patch = {
    'Deployment storefront': [remove('/spec/template/spec/enableServiceLinks')],
    'CronJob newsletter': [set('/spec/jobTemplate/spec/template/spec/enableServiceLinks', true)],
  };
  expect(messages(requireServiceLinksOff, shop({ patch }))).toEqual([
    'Deployment storefront of component "storefront" does not switch service links off.',
    'CronJob newsletter of component "newsletter" does not switch service links off.',
  ]);
});
