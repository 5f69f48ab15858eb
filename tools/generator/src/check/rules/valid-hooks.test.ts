import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { validHooks } from './valid-hooks.ts';

const annotated = (name: string, value: string) => ({ patch: { 'CronJob newsletter': [set('/metadata/annotations', { [name]: value })] } });

test.each([
  ['argocd.argoproj.io/hook', 'PreDelete'],
  ['argocd.argoproj.io/hook', 'PostDelete'],
  ['argocd.argoproj.io/hook', 'PreSnyc'],
  ['helm.sh/hook', 'pre-delete'],
  ['argocd.argoproj.io/sync-options', 'Replace=true'],
  ['argocd.argoproj.io/sync-options', 'Force=true'],
])('%s: %s', (name, value) => {
  expect(messages(validHooks, shop(annotated(name, value)))).toEqual([
    `CronJob newsletter of component "newsletter" carries "${name}: ${value}".`,
  ]);
});

test('one of several values', () => {
  expect(messages(validHooks, shop(annotated('argocd.argoproj.io/hook', 'PostSync, PostDelete')))).toHaveLength(1);
});

test('what is allowed', () => {
  expect(messages(validHooks, shop(annotated('argocd.argoproj.io/hook', 'Sync')))).toEqual([]);
  expect(messages(validHooks, shop(annotated('argocd.argoproj.io/sync-options', 'Prune=false,ServerSideApply=true')))).toEqual([]);
});
