import { checkProblems } from './check.ts';
import { parseProblems } from './parse.ts';
import { planProblems } from './plan.ts';
import { resolveProblems } from './resolve.ts';
import { writeProblems } from './write.ts';

/** Everything that can go wrong, by stage. Codes are permanent: people search for them. docs/problems.md is generated from it. */
export const catalogue = { ...parseProblems, ...resolveProblems, ...planProblems, ...checkProblems, ...writeProblems };
