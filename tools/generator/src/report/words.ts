import { type UnitOutcome, unitKinds } from '../outcome.ts';

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `3 environments and 1 cluster`. */
export function countUnits(units: readonly Pick<UnitOutcome, 'kind'>[]): string {
  const numbers = unitKinds.map((kind) => ({ kind, number: units.filter((unit) => unit.kind === kind).length }));
  return list(numbers.filter(({ number }) => number > 0).map(({ kind, number }) => count(number, kind)));
}

/** `0.04 s`; three decimals where two would say nothing. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10 ? 3 : 2)} s`;
}
