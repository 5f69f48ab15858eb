/** What is found where components become waves, policies and Applications. */
export const planProblems = {};
