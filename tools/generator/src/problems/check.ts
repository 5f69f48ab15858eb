/** What the rules of `check` find. One entry a rule. */
export const checkProblems = {};
