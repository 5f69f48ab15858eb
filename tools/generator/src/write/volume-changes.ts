import { amount, quantityForm } from '@gitops/kit';
import type { ManifestObject } from '../model.ts';

const quantity = new RegExp(quantityForm);

/** Somebody may have edited what is on disk into anything. */
type Claim =
  | {
      readonly metadata?: { readonly name?: string };
      readonly spec?: { readonly resources?: { readonly requests?: { readonly storage?: unknown } } };
    }
  | null
  | undefined;

/** The volumes that are to become smaller, which none can. */
export function shrunkVolumes(before: ManifestObject, after: ManifestObject): { volume: string; from: string; to: string }[] {
  const sizes = sizesOf(before);
  return [...sizesOf(after)].flatMap(([volume, to]) => {
    const from = sizes.get(volume);
    return from !== undefined && amount(to) < amount(from) ? [{ volume, from, to }] : [];
  });
}

/** Whether an object with volumes is to go to another namespace, where it gets new ones. */
export function leavesVolumes(before: ManifestObject, after: ManifestObject): boolean {
  const operated = String(before.apiVersion).startsWith('postgresql.cnpg.io/') && before.kind === 'Cluster';
  return before.metadata.namespace !== after.metadata.namespace && (operated || sizesOf(before).size > 0);
}

function sizesOf({ kind, metadata, spec }: ManifestObject): ReadonlyMap<string, string> {
  const { volumeClaimTemplates } = (spec ?? {}) as { volumeClaimTemplates?: unknown };
  const claims: readonly unknown[] =
    kind === 'PersistentVolumeClaim' ? [{ metadata, spec }] : Array.isArray(volumeClaimTemplates) ? volumeClaimTemplates : [];
  return new Map(
    claims.flatMap((each) => {
      const claim = each as Claim;
      const size = String(claim?.spec?.resources?.requests?.storage);
      return quantity.test(size) ? [[claim?.metadata?.name ?? '', size] as const] : [];
    }),
  );
}
