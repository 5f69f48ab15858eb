import { inlineString, isBlock } from './scalar.ts';

/**
 * One value as a YAML document: block style, two spaces, keys in the order of the object, text of several lines as literal blocks.
 * Readers of YAML 1.1 and 1.2 get the same value back. `undefined` is left out, as JSON does. Not for cyclic values.
 */
export function emit(value: unknown): string {
  if (isEmptyCollection(value) || typeof value !== 'object' || value === null) return `${scalar(value, '')}\n`;
  return collection(value, '');
}

function collection(value: object, indent: string): string {
  return Array.isArray(value) ? sequence(value, indent) : mapping(value, indent);
}

function mapping(value: object, indent: string): string {
  let text = '';
  for (const key of Object.keys(value)) {
    const entry = (value as Record<string, unknown>)[key];
    if (entry === undefined) continue;
    const head = `${indent}${inlineString(key)}:`;
    text += isNested(entry)
      ? `${head}\n${collection(entry, Array.isArray(entry) ? indent : `${indent}  `)}`
      : `${head} ${scalar(entry, indent)}\n`;
  }
  return text;
}

function sequence(value: readonly unknown[], indent: string): string {
  let text = '';
  for (const entry of value) {
    // The first line of a nested collection moves up behind the dash.
    text += isNested(entry)
      ? `${indent}- ${collection(entry, `${indent}  `).slice(indent.length + 2)}`
      : `${indent}- ${scalar(entry ?? null, indent)}\n`;
  }
  return text;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isEmptyCollection(value);
}

function isEmptyCollection(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.values(value).every((entry) => entry === undefined);
}

function scalar(value: unknown, indent: string): string {
  if (typeof value === 'string') return isBlock(value) ? literalBlock(value, indent) : inlineString(value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : '{}';
  return String(value);
}

function literalBlock(text: string, indent: string): string {
  const end = text.length - text.replace(/\n+$/, '').length;
  const chomping = end === 0 ? '-' : end === 1 ? '' : '+';
  const body = text.replace(/\n$/, '').replaceAll(/^(?=.)/gm, `${indent}  `);
  return `|${chomping}\n${body}`;
}
