import { objectProblems } from './check-objects.ts';
import { policyProblems } from './check-policies.ts';
import { referenceProblems } from './check-references.ts';

/** What is found where everything that would be written is checked. */
export const checkProblems = { ...objectProblems, ...referenceProblems, ...policyProblems };
