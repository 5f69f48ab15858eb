import type { Outcome } from '../outcome.ts';
import { changesText } from './changes-text.ts';
import { checkText } from './check-text.ts';
import type { Palette } from './colour.ts';
import { outcomeJson } from './json.ts';
import { problemsText } from './problems-text.ts';

interface ReportOptions {
  readonly format: 'text' | 'json';
  /** For standard output. */
  readonly out: Palette;
  /** For standard error. */
  readonly err: Palette;
}

/** What a run prints, the only text that it prints: results on standard output, problems on standard error. */
export function report(outcome: Outcome, { format, out, err }: ReportOptions): { readonly out: string; readonly err: string } {
  if (format === 'json') return { out: outcomeJson(outcome), err: '' };
  const results = outcome.command === 'check' ? checkText(outcome, out) : changesText(outcome, out);
  return { out: results, err: problemsText(outcome, err) };
}
