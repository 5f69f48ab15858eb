import { inlineString, isBlock } from './scalar.ts';

/**
 * One value as a YAML document: block style, two spaces, keys in the order of the object, text of several lines as literal blocks.
 * Readers of YAML 1.1 and 1.2 get the same value back. `undefined` is left out, as JSON does. Not for cyclic values.
 */
export function emit(value: unknown): string {
  if (!isNested(value)) return `${scalar(value, '')}\n`;
  // Joined once at the end: a text that grows by `+=` keeps all of its pieces alive.
  const out: string[] = [];
  collection(out, value, '', '');
  return out.join('');
}

/** `lead` stands before the first line, such as the dash of the list that the collection is in; `indent` before all others. */
function collection(out: string[], value: object, indent: string, lead: string): void {
  if (Array.isArray(value)) sequence(out, value, indent, lead);
  else mapping(out, value, indent, lead);
}

function mapping(out: string[], value: object, indent: string, lead: string): void {
  let before = lead;
  for (const key of Object.keys(value)) {
    const entry = (value as Record<string, unknown>)[key];
    if (entry === undefined) continue;
    out.push(before, inlineString(key));
    before = indent;
    if (isNested(entry)) {
      out.push(':\n');
      const inner = Array.isArray(entry) ? indent : `${indent}  `;
      collection(out, entry, inner, inner);
    } else {
      out.push(': ', scalar(entry, indent), '\n');
    }
  }
}

function sequence(out: string[], value: readonly unknown[], indent: string, lead: string): void {
  let before = lead;
  const inner = `${indent}  `;
  for (const entry of value) {
    if (isNested(entry)) collection(out, entry, inner, `${before}- `);
    else out.push(before, '- ', scalar(entry ?? null, indent), '\n');
    before = indent;
  }
}

function isNested(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  for (const key in value) if ((value as Record<string, unknown>)[key] !== undefined) return true;
  return false;
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
