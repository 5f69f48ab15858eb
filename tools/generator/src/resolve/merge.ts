import { isMapping, type Mapping } from '../mapping.ts';

/**
 * Later values win, mappings are merged key by key, lists are replaced as a whole, null takes a key out (JSON Merge Patch, RFC 7396).
 * A mapping with another `provider` or `type` replaces the earlier one, whose other keys belong to that.
 */
export function merge(earlier: Mapping, later: Mapping): Record<string, unknown> {
  const result: Record<string, unknown> = { ...earlier };
  for (const [key, value] of Object.entries(later)) {
    const before = result[key];
    if (value === null) delete result[key];
    else if (isMapping(value) && isMapping(before) && !replaces(value, before)) result[key] = merge(before, value);
    else result[key] = isMapping(value) ? merge({}, value) : value;
  }
  return result;
}

const tags = ['provider', 'type'];

function replaces(later: Mapping, earlier: Mapping): boolean {
  return tags.some((tag) => typeof later[tag] === 'string' && typeof earlier[tag] === 'string' && later[tag] !== earlier[tag]);
}
