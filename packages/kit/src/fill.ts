/** Replaces every `{{name}}` of a real configuration file by a text or a number; a placeholder without one is a bug and throws. */
export function fill(file: string, values: Readonly<Record<string, unknown>>): string {
  return file.replaceAll(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`no value for ${placeholder}`);
    return String(value);
  });
}
