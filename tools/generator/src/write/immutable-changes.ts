import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { ManifestObject } from '../model.ts';
import { type Problem, problem } from '../problem.ts';
import type { Comparison } from './compare.ts';
import { readBytes } from './disk.ts';
import { leavesVolumes, shrunkVolumes } from './volume-changes.ts';

type Values = Readonly<Record<string, unknown>>;

/** By kind, what may change of the spec, where all else may not; or what may not. */
const rules: Readonly<Record<string, { readonly mutable: readonly string[] } | { readonly fixed: readonly string[] }>> = {
  StatefulSet: {
    mutable: [
      'minReadySeconds',
      'ordinals',
      'persistentVolumeClaimRetentionPolicy',
      'replicas',
      'revisionHistoryLimit',
      'template',
      'updateStrategy',
    ],
  },
  Deployment: { fixed: ['selector'] },
  DaemonSet: { fixed: ['selector'] },
  PersistentVolumeClaim: { mutable: ['resources', 'volumeAttributesClassName'] },
  Service: { fixed: ['clusterIP'] },
  // CloudNativePG decides itself what of it may change.
  Cluster: { fixed: [] },
};
const affected = new RegExp(`^manifests/([^/]+)/(${Object.keys(rules).join('|')})-`, 'i');

/**
 * Objects that are to change where Kubernetes lets nothing change, or that would leave their data behind. With ServerSideDiff Argo CD shows
 * a refusal for a moment only, then takes the component for Synced (docs/decisions/argo-cd.md), so it is said before anybody commits.
 */
export function immutableChanges(root: string, { set, changes }: Comparison): Problem[] {
  return changes.changed.flatMap((path) => {
    const component = affected.exec(path)?.[1];
    if (component === undefined) return [];
    const before = objectIn(readBytes(`${root}/${set.folder}/${path}`)?.toString() ?? '');
    const after = objectIn(set.files.get(path) ?? '');
    return before && after ? compared(set.unit, component, before, after) : [];
  });
}

function compared(unit: string, component: string, before: ManifestObject, after: ManifestObject): Problem[] {
  const { kind, metadata } = after;
  const facts = { component, kind, name: metadata.name, namespace: metadata.namespace };
  if (before.metadata.namespace !== metadata.namespace)
    return leavesVolumes(before, after) ? [problem('data-left-behind', { unit }, { ...facts, before: before.metadata.namespace })] : [];
  const shrunk = shrunkVolumes(before, after);
  const fields = changedFields(before, after).filter((field) => shrunk.length === 0 || field !== 'volumeClaimTemplates');
  return [
    ...shrunk.map((volume) => problem('shrinking-volume', { unit }, { ...facts, ...volume })),
    ...(fields.length > 0 ? [problem('immutable-change', { unit }, { ...facts, fields })] : []),
  ];
}

/** Somebody may have edited it into anything. */
function objectIn(text: string): ManifestObject | undefined {
  try {
    const value = parse(text) as ManifestObject | null;
    return value?.metadata ? value : undefined;
  } catch {
    return undefined;
  }
}

function changedFields(before: ManifestObject, after: ManifestObject): string[] {
  const rule = rules[after.kind];
  const [old, wanted] = [specOf(before), specOf(after)];
  const all = [...new Set([...Object.keys(old), ...Object.keys(wanted)])].sort();
  const fixed = !rule ? [] : 'fixed' in rule ? rule.fixed : all.filter((field) => !rule.mutable.includes(field));
  return fixed.filter((field) => !isDeepStrictEqual(old[field], wanted[field]));
}

function specOf({ spec }: ManifestObject): Values {
  return (spec ?? {}) as Values;
}
