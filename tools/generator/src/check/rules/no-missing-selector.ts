import type { ILabelSelector } from '@kubernetes-models/apimachinery/apis/meta/v1/LabelSelector';
import { problem } from '../../problem.ts';
import type { Entry } from '../entry.ts';
import type { ObjectIndex } from '../object-index.ts';
import { defineRule } from '../rule.ts';
import { matches } from '../selector.ts';

interface Selection {
  readonly entry: Entry;
  readonly selector: ILabelSelector;
}

export const noMissingSelector = defineRule({
  name: 'no-missing-selector',
  *check({ index }) {
    for (const { entry, selector } of selections(index)) {
      const { matchLabels = {} } = selector;
      if (isMadeByOperator(index, entry.namespace, matchLabels)) continue;
      const candidates = index.selected(entry.namespace, matchLabels);
      if (candidates.some(({ labels }) => matches(selector, labels))) continue;
      yield problem('no-missing-selector', entry.where, { ...entry.subject, namespace: entry.namespace, selector: readable(selector) });
    }
  },
});

function* selections(index: ObjectIndex): Iterable<Selection> {
  for (const entry of index.of('Service')) {
    const { selector, type } = entry.object.spec ?? {};
    // Without a selector, somebody else says where the Service leads.
    if (selector && type !== 'ExternalName') yield { entry, selector: { matchLabels: selector } };
  }
  for (const entry of index.of('PodDisruptionBudget.policy')) yield { entry, selector: entry.object.spec?.selector ?? {} };
}

/** CloudNativePG labels its Pods with the name of the Cluster. */
function isMadeByOperator(index: ObjectIndex, namespace: string, labels: Readonly<Record<string, string>>): boolean {
  const cluster = labels['cnpg.io/cluster'];
  return cluster !== undefined && index.has('Cluster.postgresql.cnpg.io', namespace, cluster);
}

function readable({ matchLabels, matchExpressions }: ILabelSelector): string {
  const labels = Object.entries(matchLabels ?? {}).map(([name, value]) => `${name}=${value}`);
  const expressions = (matchExpressions ?? []).map(({ key, operator, values }) => `${key} ${operator} ${(values ?? []).join(', ')}`.trim());
  return [...labels, ...expressions].join(', ');
}
