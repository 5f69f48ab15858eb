import { problem } from '../../problem.ts';
import type { Entry } from '../entry.ts';
import { defineRule } from '../rule.ts';
import { listOf, syncOptionsOf } from '../sync-options.ts';

const hook = 'argocd.argoproj.io/hook';
const hooks = new Set(['PreSync', 'Sync', 'PostSync', 'SyncFail', 'Skip']);
const bannedOptions = new Set(['Replace=true', 'Force=true']);

/** Hooks around a deletion have an open race in Argo CD 3.5; Replace and Force delete what holds data. */
export const validHooks = defineRule({
  name: 'valid-hooks',
  *check({ index }) {
    for (const entry of index.all) {
      for (const value of wrongValues(entry)) yield problem('valid-hooks', entry.where, { ...entry.subject, value });
    }
  },
});

function* wrongValues(entry: Entry): Iterable<string> {
  const annotations = entry.object.metadata.annotations;
  if (!annotations) return;
  for (const value of listOf(annotations[hook])) if (!hooks.has(value)) yield `${hook}: ${value}`;
  for (const value of listOf(annotations['helm.sh/hook'])) if (value.endsWith('-delete')) yield `helm.sh/hook: ${value}`;
  for (const value of syncOptionsOf(entry)) if (bannedOptions.has(value)) yield `argocd.argoproj.io/sync-options: ${value}`;
}
