/** What is found where files are compared and written. */
export const writeProblems = {};
