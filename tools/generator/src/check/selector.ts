import type { ILabelSelector } from '@kubernetes-models/apimachinery/apis/meta/v1/LabelSelector';
import { grouped } from '../grouped.ts';
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
  const byLabel = grouped(workloads.flatMap((workload) => keysOf(workload).map((key) => [key, workload] as const)));
  return (namespace, labels) => {
    let rarest = byLabel.get(namespace) ?? [];
    for (const [name, value] of Object.entries(labels)) {
      const candidates = byLabel.get(labelKey(namespace, name, value)) ?? [];
      if (candidates.length < rarest.length) rarest = candidates;
    }
    return rarest.filter((workload) => hasAll(workload.labels, labels));
  };
}

function keysOf({ namespace, labels }: Workload): string[] {
  return [namespace, ...Object.entries(labels).map(([name, value]) => labelKey(namespace, name, value))];
}

function labelKey(namespace: string, name: string, value: string): string {
  return `${namespace} ${name}=${value}`;
}
