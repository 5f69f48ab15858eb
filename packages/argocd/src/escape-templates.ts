/** A value whose texts Helm renders to themselves. */
export function escapeTemplates<T>(value: T): T {
  // Strings become strings, arrays arrays and objects objects of the same keys: the type stays.
  return escaped(value) as T;
}

function escaped(value: unknown): unknown {
  // Back quotes, because the text may stand in a double-quoted YAML string, where they need no escape.
  if (typeof value === 'string') return value.replaceAll('{{', '{{ `{{` }}');
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, escaped(entry)]));
}
