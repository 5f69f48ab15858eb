import { catalogue } from '../problems/catalogue.ts';
import { checkProblems } from '../problems/check.ts';
import type { ProblemKind } from '../problems/kind.ts';
import { parseProblems } from '../problems/parse.ts';
import { planProblems } from '../problems/plan.ts';
import { resolveProblems } from '../problems/resolve.ts';
import { writeProblems } from '../problems/write.ts';

const stages = [
  ['Reading files', parseProblems],
  ['Completing an environment', resolveProblems],
  ['Planning waves, policies and Applications', planProblems],
  ['Checking what was rendered', checkProblems],
  ['Writing files', writeProblems],
] as const;

/** docs/problems.md: every code of the catalogue with what it means. */
export function problemsPage(): string {
  const sections = stages.map(([heading, problems]) => `## ${heading}\n\n${Object.entries(problems).map(section).join('\n')}`);
  return `# Problems

What the generator can complain about, ${Object.keys(catalogue).length} codes. A code never changes its meaning, so it can be searched for.
Every problem comes with the place that causes it and, where there is one, the way out. An error keeps the environment from being written;
a warning does not. This page is made by \`npx nx run gen:docs\` from the catalogue in tools/generator/src/problems.

${sections.join('\n')}`;
}

function section([code, { severity, title, explanation }]: [string, ProblemKind<never>]): string {
  return `### \`${code}\`\n\n${title} (${severity}). ${explanation}\n`;
}
