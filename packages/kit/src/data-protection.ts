/** Lets an object that holds data survive being taken out of Git, and the deletion of its Application. */
export const dataProtection = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } as const;
