import type { Entry } from './entry.ts';
import type { ObjectIndex } from './object-index.ts';

/** A volume that some object of the plan asks for. */
interface VolumeClaim {
  readonly entry: Entry;
  /** `volumeClaimTemplate data`, empty where the object is the claim itself. */
  readonly from: string;
  /** Undefined for the cluster's default class, empty for a volume that exists already. */
  readonly storageClass: string | undefined;
  /** Whether Pods on several nodes are to write it. */
  readonly isShared: boolean;
  /** As it is written: `10Gi`. */
  readonly size: string | number | undefined;
}

interface ClaimSpec {
  readonly storageClassName?: string | undefined;
  readonly accessModes?: readonly string[] | undefined;
  readonly resources?: { readonly requests?: Readonly<Record<string, string | number>> | undefined } | undefined;
}

/** Every volume that is asked for, by whichever kind. */
export function* volumeClaims(index: ObjectIndex): Iterable<VolumeClaim> {
  for (const entry of index.of('PersistentVolumeClaim')) yield { entry, from: '', ...settingsOf(entry.object.spec) };
  for (const entry of index.of('StatefulSet.apps')) {
    for (const { metadata, spec } of entry.object.spec?.volumeClaimTemplates ?? []) {
      yield { entry, from: `volumeClaimTemplate ${metadata?.name}`, ...settingsOf(spec) };
    }
  }
  for (const entry of index.of('Cluster.postgresql.cnpg.io')) {
    const { storage, walStorage } = entry.object.spec;
    for (const [from, volume] of Object.entries({ storage, walStorage })) {
      if (volume)
        yield { entry, from, storageClass: volume.storageClass, isShared: false, size: volume.size ?? requested(volume.pvcTemplate) };
    }
  }
  for (const entry of index.workloads) {
    for (const { name, ephemeral } of entry.pod.volumes ?? []) {
      const template = ephemeral?.volumeClaimTemplate;
      if (template) yield { entry, from: `volume ${name}`, ...settingsOf(template.spec) };
    }
  }
}

function settingsOf(spec: ClaimSpec | undefined): Pick<VolumeClaim, 'storageClass' | 'isShared' | 'size'> {
  return {
    storageClass: spec?.storageClassName,
    isShared: spec?.accessModes?.includes('ReadWriteMany') ?? false,
    size: requested(spec),
  };
}

function requested(spec: ClaimSpec | undefined): string | number | undefined {
  return spec?.resources?.requests?.storage;
}

/** `<template>-<StatefulSet>-<ordinal>`: how the claims of a StatefulSet are called. */
export function isClaimOfStatefulSet(index: ObjectIndex, namespace: string, claim: string): boolean {
  return index.workloads.some(({ name, namespace: own, claimTemplates }) => {
    if (own !== namespace) return false;
    return claimTemplates.some((template) => {
      const prefix = `${template}-${name}-`;
      return claim.startsWith(prefix) && /^\d+$/.test(claim.slice(prefix.length));
    });
  });
}
