/** A text that Helm renders to itself. Back quotes, because the text may stand in a double-quoted YAML string, where they need no escape. */
export function escapeTemplate(text: string): string {
  return text.replaceAll('{{', '{{ `{{` }}');
}

/** A value with all its texts escaped. */
export function escapeTemplates<T>(value: T): T {
  // Strings become strings, arrays arrays and objects objects of the same keys: the type stays.
  return escaped(value) as T;
}

function escaped(value: unknown): unknown {
  if (typeof value === 'string') return escapeTemplate(value);
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, escaped(entry)]));
}
