/** What is found where an environment is completed. */
export const resolveProblems = {};
