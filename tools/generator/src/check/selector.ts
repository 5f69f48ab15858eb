import type { ILabelSelector } from '@kubernetes-models/apimachinery/apis/meta/v1/LabelSelector';
import type { Workload } from './workload.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether labels satisfy a selector; an empty selector takes everything. */
export function matches({ matchLabels, matchExpressions }: ILabelSelector, labels: Labels): boolean {
  if (!hasAll(labels, matchLabels ?? {})) return false;
  return (matchExpressions ?? []).every(({ key, operator, values }) => {
    const value = labels[key];
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    if (operator === 'In') return value !== undefined && (values ?? []).includes(value);
    return value === undefined || !(values ?? []).includes(value);
  });
}

function hasAll(labels: Labels, wanted: Labels): boolean {
  for (const key in wanted) if (labels[key] !== wanted[key]) return false;
  return true;
}

/** Finds workloads by labels through the rarest of them, because every Service asks. */
export function selectable(workloads: readonly Workload[]): (namespace: string, labels: Labels) => readonly Workload[] {
  const byLabel = new Map<string, Workload[]>();
  const add = (key: string, workload: Workload) => {
    const others = byLabel.get(key);
    if (others) others.push(workload);
    else byLabel.set(key, [workload]);
  };
  for (const workload of workloads) {
    add(workload.namespace, workload);
    for (const [name, value] of Object.entries(workload.labels)) add(labelKey(workload.namespace, name, value), workload);
  }
  return (namespace, labels) => {
    let rarest = byLabel.get(namespace) ?? [];
    for (const [name, value] of Object.entries(labels)) {
      const candidates = byLabel.get(labelKey(namespace, name, value)) ?? [];
      if (candidates.length < rarest.length) rarest = candidates;
    }
    return rarest.filter((workload) => hasAll(workload.labels, labels));
  };
}

function labelKey(namespace: string, name: string, value: string): string {
  return `${namespace} ${name}=${value}`;
}
