import { applyPatch, type Operation } from 'rfc6902';
import type { Environment, ManifestObject, Patch } from '../model.ts';
import type { Location, Problem } from '../problem.ts';
import { problem } from '../problems/report.ts';

type Components = ReadonlyMap<string, readonly ManifestObject[]>;

/** Applies the environment's patches to the rendered objects. One that matches nothing or does not fit is a problem, so that none can rot. */
export function applyPatches(
  components: Components,
  { folder, patches, at }: Environment,
): { components: Components; problems: Problem[] } {
  const problems: Problem[] = [];
  const result = new Map(components);
  for (const [index, patch] of patches.entries()) {
    const found = matches(result, patch);
    const [match] = found;
    const where = { unit: folder, at: at('patches', index, 'target', 'name') };
    if (match && found.length === 1) {
      const { patched, problem: failure } = patchObject(match.object, patch, folder, (operation) =>
        at('patches', index, 'patch', operation, 'path'),
      );
      if (failure) problems.push(failure);
      else
        result.set(
          match.component,
          (result.get(match.component) ?? []).map((object) => (object === match.object ? patched : object)),
        );
    } else {
      problems.push(
        mismatch(
          result,
          patch,
          found.map(({ object }) => object),
          where,
        ),
      );
    }
  }
  return { components: result, problems };
}

function matches(components: Components, patch: Patch): { component: string; object: ManifestObject }[] {
  return [...components].flatMap(([component, objects]) =>
    objects.filter((object) => targets(patch, object)).map((object) => ({ component, object })),
  );
}

/** Whether the patch names the object. An earlier patch may have taken the metadata away. */
export function targets({ target }: Patch, { kind, metadata }: Pick<ManifestObject, 'kind'> & Partial<ManifestObject>): boolean {
  return kind === target.kind && metadata?.name === target.name && (target.namespace ?? metadata.namespace) === metadata.namespace;
}

function mismatch(
  components: Components,
  { target }: Patch,
  found: readonly ManifestObject[],
  where: { unit: string; at: Location },
): Problem {
  if (found.length > 1) {
    return problem('ambiguous-patch', where, { ...target, namespaces: found.map(({ metadata }) => metadata.namespace ?? '') });
  }
  const candidates = [...components.values()].flat().filter(({ kind }) => kind === target.kind);
  return problem('dead-patch', where, { ...target, candidates: candidates.map(({ metadata }) => metadata.name) });
}

function patchObject(object: ManifestObject, { patch }: Patch, unit: string, placeOf: (operation: number) => Location) {
  const patched = structuredClone(object);
  for (const [index, operation] of patch.entries()) {
    const [error] = applyPatch(patched, [structuredClone(operation) as Operation]);
    if (!error) continue;
    const facts = { operation: operation.op, path: operation.path, reason: reasons[error.name] ?? error.message };
    return { patched, problem: problem('failed-patch', { unit, at: placeOf(index) }, facts) };
  }
  return { patched };
}

const reasons: Readonly<Record<string, string>> = {
  MissingError: 'there is nothing at that path',
  TestError: 'the value there is another one',
};
