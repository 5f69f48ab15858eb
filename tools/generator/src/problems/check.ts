import { objectProblems } from './check-objects.ts';
import { policyProblems } from './check-policies.ts';
import { referenceProblems } from './check-references.ts';

/** What the rules of `check` find, by the rules' names. */
export const checkProblems = { ...objectProblems, ...referenceProblems, ...policyProblems };
