/** Follows Git by itself, and undoes what was changed in the cluster. */
export const automated = { prune: true, selfHeal: true } as const;

/** Tries again for ever, each time with the newest commit of the branch: that is how a fix gets through. */
export const retryNewest = { limit: -1, refresh: true, backoff: { duration: '30s', factor: 2, maxDuration: '3m' } } as const;

/**
 * Tries three times more, with pauses of two minutes and a half together. An operation keeps the source that it began with, so one of a
 * pinned Application that tried for ever would never take up the pin of the fix. `refresh` finds nothing newer than a pin, but does for
 * whoever points a component at a branch for a while.
 */
export const retryPinned = { limit: 3, refresh: true, backoff: { duration: '20s', factor: 2, maxDuration: '3m' } } as const;
