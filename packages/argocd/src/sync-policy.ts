/** Follows Git by itself, and undoes what was changed in the cluster. */
export const automated = { prune: true, selfHeal: true } as const;

/** Tries again for ever, each time with the newest commit of the branch: that is how a fix gets through. */
export const retryNewest = { limit: -1, refresh: true, backoff: { duration: '30s', factor: 2, maxDuration: '3m' } } as const;

/**
 * Tries five times more, within about five minutes. An operation keeps the source that it began with, so one of a pinned Application that
 * tried for ever would never take up the pin of the fix.
 */
export const retryPinned = { limit: 5, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } } as const;
