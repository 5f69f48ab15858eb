import { quantityForm } from '@gitops/kit';

/** What a value is, in the terms of JSON Schema. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

const words: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'a boolean (true or false)',
  integer: 'a whole number',
  null: 'empty',
  number: 'a number',
  object: 'a mapping',
  string: 'a text',
};

/** A type of JSON Schema, as people say it. */
export function article(type: string): string {
  return words[type] ?? type;
}

export function shown(value: unknown): string {
  return JSON.stringify(value);
}

/** How to write a value of the type that is wanted, where what was written says what was meant. */
export function rewritten(value: unknown, wanted: string): string | undefined {
  if (wanted === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `Put it in quotes: without them YAML reads ${article(typeOf(value))}.`;
  if (wanted === 'array') return asList(value);
  if (wanted === 'object' && value === null) return 'Indent what belongs to it further than the key, or write {} if there is nothing.';
  if (wanted === 'object' && Array.isArray(value)) return `Write keys instead of entries${withKeys(value)}.`;
  if (wanted === 'object' && isYes.test(String(value))) return 'Write {} for what it is by default.';
  if (typeof value !== 'string') return undefined;
  if (wanted === 'boolean') return isYes.test(value) ? 'Write true.' : /^(n|no|off|false)$/i.test(value) ? 'Write false.' : undefined;
  return /^-?\d+$/.test(value) && (wanted === 'integer' || wanted === 'number') ? `Write ${value}, without quotes.` : undefined;
}

function withKeys([first]: readonly unknown[]): string {
  return typeof first === 'string' ? `, such as "${first}: {}" instead of "- ${first}"` : ', without "- "';
}

const isYes = /^(y|yes|on|true)$/i;

function asList(value: unknown): string {
  if (value === null) return 'Write [] if there is nothing.';
  return typeof value === 'object' ? 'In a list, each entry begins with "- ".' : `Write a list: [${value}].`;
}

/** Why a value is out of its bounds, by ajv's keyword: its own words would be a pattern or a keyword. */
export const reasons: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => string>> = {
  pattern: () => 'does not have the form that is asked for',
  propertyNames: () => 'has a key that is no valid name',
  minimum: ({ limit }) => `must be at least ${limit}`,
  maximum: ({ limit }) => `must be at most ${limit}`,
  minLength: ({ limit }) => (limit === 1 ? 'is empty' : `must have at least ${limit} characters`),
  maxLength: ({ limit }) => `must have at most ${limit} characters`,
  minItems: ({ limit }) => (limit === 1 ? 'has no entry' : `must have at least ${limit} entries`),
  maxItems: ({ limit }) => `must have at most ${limit} entries`,
  uniqueItems: () => 'names an entry twice',
};

/** What was probably meant with `1GB` or `512mi`, where a quantity is asked for. */
export function meantQuantity(value: unknown, pattern: unknown): string | undefined {
  if (pattern !== quantityForm) return undefined;
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([kmgtp])i?b?$/i.exec(String(value)) ?? [];
  return number && unit && `${number}${unit.toUpperCase()}i`;
}
