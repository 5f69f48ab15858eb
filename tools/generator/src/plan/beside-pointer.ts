/** What there is where a JSON Pointer leads nowhere: the last part of the path that exists, and what stands below it. */
export function besidePointer(
  object: unknown,
  pointer: string,
): { readonly parent: string; readonly keys: readonly string[]; readonly missing: string } {
  const steps = pointer.split('/').slice(1);
  let value = object;
  for (const [index, step] of steps.entries()) {
    const below = childrenOf(value);
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!below.has(key)) return { parent: `/${steps.slice(0, index).join('/')}`, keys: [...below.keys()], missing: key };
    value = below.get(key);
  }
  return { parent: pointer, keys: [...childrenOf(value).keys()], missing: '' };
}

function childrenOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}
