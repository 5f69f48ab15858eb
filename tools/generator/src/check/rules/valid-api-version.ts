import { problem } from '../../problem.ts';
import type { Entry } from '../entry.ts';
import { apis, features, minorOf, podFeatures } from '../minimum-versions.ts';
import type { ObjectIndex } from '../object-index.ts';
import { defineRule } from '../rule.ts';

interface Use {
  readonly entry: Entry;
  readonly what: string;
  readonly since: number;
}

export const validApiVersion = defineRule({
  name: 'valid-api-version',
  *check({ plan, index }) {
    const { name: cluster, kubernetes } = plan.environment.cluster;
    for (const { entry, what, since } of tooNew(index, minorOf(kubernetes))) {
      yield problem('valid-api-version', entry.where, { ...entry.subject, what, since: `1.${since}`, cluster, kubernetes });
    }
  },
});

function* tooNew(index: ObjectIndex, minor: number): Iterable<Use> {
  for (const entry of index.all) {
    const { apiVersion, kind } = entry.object;
    const since = apis[`${apiVersion} ${kind}`];
    if (since !== undefined && since > minor) yield { entry, what: `${kind} of ${apiVersion}`, since };
  }
  for (const { what, since, used } of podFeatures) {
    if (since > minor) for (const entry of index.workloads) if (used(entry)) yield { entry, what, since };
  }
  for (const kind of Object.keys(features) as (keyof typeof features)[]) yield* ofKind(index, kind, minor);
}

function* ofKind<Kind extends keyof typeof features>(index: ObjectIndex, kind: Kind, minor: number): Iterable<Use> {
  for (const { what, since, used } of features[kind]) {
    // Features are listed by the kind that they look at.
    if (since > minor) for (const entry of index.of(kind)) if (used(entry.object as never)) yield { entry, what, since };
  }
}
