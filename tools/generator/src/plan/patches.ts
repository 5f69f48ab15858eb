import { applyPatch, type Operation } from 'rfc6902';
import type { Environment, ManifestObject, Patch } from '../model.ts';
import { didYouMean } from '../parse/did-you-mean.ts';
import { type Location, type Problem, problem } from '../problem.ts';
import { besidePointer } from './beside-pointer.ts';

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
          (part) => ({ unit: folder, at: at('patches', index, 'target', part) }),
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

/** Whether the patch names the object. */
export function targets({ target }: Pick<Patch, 'target'>, { kind, metadata }: ManifestObject): boolean {
  return kind === target.kind && metadata.name === target.name && (target.namespace ?? metadata.namespace) === metadata.namespace;
}

function mismatch(
  components: Components,
  { target }: Patch,
  found: readonly ManifestObject[],
  where: (part: keyof Patch['target']) => { unit: string; at: Location },
): Problem {
  if (found.length > 1) {
    return problem('ambiguous-patch', where('name'), { ...target, namespaces: found.map(({ metadata }) => metadata.namespace ?? '') });
  }
  const all = [...components.values()].flat();
  const elsewhere = all.filter((object) => targets({ target: { ...target, namespace: object.metadata.namespace } }, object));
  const candidates = all.filter(({ kind }) => kind === target.kind).map(({ metadata }) => metadata.name);
  const kinds = [...new Set(all.map(({ kind }) => kind))].sort();
  const suggestion = candidates.length > 0 ? didYouMean(target.name, candidates) : didYouMean(target.kind, kinds);
  const part = elsewhere.length > 0 ? 'namespace' : candidates.length > 0 ? 'name' : 'kind';
  const namespaces = elsewhere.map(({ metadata }) => metadata.namespace ?? 'none');
  return problem('dead-patch', where(part), { ...target, candidates, kinds, suggestion, elsewhere: namespaces });
}

function patchObject(object: ManifestObject, { patch }: Patch, unit: string, placeOf: (operation: number) => Location) {
  const patched = structuredClone(object);
  for (const [index, operation] of patch.entries()) {
    const before = structuredClone(patched);
    const [error] = applyPatch(patched, [structuredClone(operation) as Operation]);
    if (!error && isNamed(patched)) continue;
    const reason = error ? (reasons[error.name] ?? error.message) : 'an object keeps its kind, its metadata and a name in them';
    const path = operation.op === 'move' || operation.op === 'copy' ? operation.from : operation.path;
    const beside = error?.name === 'MissingError' ? besidePointer(before, path) : undefined;
    const facts = { operation: operation.op, path: operation.path, reason, ...suggestionIn(beside) };
    return { patched: before, problem: problem('failed-patch', { unit, at: placeOf(index) }, facts) };
  }
  return { patched };
}

/** What every later stage relies on. */
function isNamed({ kind, metadata }: Partial<ManifestObject>): boolean {
  return typeof kind === 'string' && typeof metadata?.name === 'string' && metadata.name !== '';
}

function suggestionIn(beside: ReturnType<typeof besidePointer> | undefined) {
  return { beside, suggestion: beside && didYouMean(beside.missing, beside.keys) };
}

const reasons: Readonly<Record<string, string>> = {
  MissingError: 'there is nothing at that path',
  TestError: 'the value there is another one',
};
