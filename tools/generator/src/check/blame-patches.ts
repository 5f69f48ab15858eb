import type { Environment, EnvironmentPlan, ManifestObject } from '../model.ts';
import { targets } from '../plan/patches.ts';
import type { Location, Problem } from '../problem.ts';
import { check } from './check.ts';

/** Findings that would not be there without the patches point to the patch of their object instead of to its component. */
export function blamePatches(
  found: readonly Problem[],
  plan: EnvironmentPlan,
  unpatched: () => EnvironmentPlan | undefined,
): readonly Problem[] {
  if (found.length === 0 || plan.environment.patches.length === 0) return found;
  const without = unpatched();
  const before = new Set(without ? check(without).map(sentence) : []);
  const blamed = check(plan, (object) => patchOf(object, plan.environment));
  return found.map((problem, index) => (before.has(sentence(problem)) ? problem : (blamed[index] ?? problem)));
}

function sentence({ code, message }: Problem): string {
  return `${code} ${message}`;
}

/** A single patch is behind every such finding, also about an object that refers to the patched one. */
function patchOf(object: ManifestObject, { patches, at }: Environment): Location | undefined {
  const index = patches.length === 1 ? 0 : patches.findLastIndex((patch) => targets(patch, object));
  const patch = patches[index];
  if (!patch) return undefined;
  return patch.patch.length === 1 ? at('patches', index, 'patch', 0, 'path') : at('patches', index, 'target', 'name');
}
