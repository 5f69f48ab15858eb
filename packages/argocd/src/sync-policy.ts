/** Follows Git by itself, and undoes what was changed in the cluster. */
export const automated = { prune: true, selfHeal: true } as const;

/** Tries again for ever, each time with the newest commit: that is how a fix gets through. */
export function retry(first: string) {
  return { limit: -1, refresh: true, backoff: { duration: first, factor: 2, maxDuration: '3m' } };
}
