/** What is found where files become values. */
export const parseProblems = {};
