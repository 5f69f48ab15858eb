/** What writing a file set does to its folder. All paths are relative to the folder and sorted. */
export interface Changes {
  /** Will be there and is not yet. */
  readonly added: readonly string[];
  /** Is there with other bytes. */
  readonly changed: readonly string[];
  /** Is there and will not be. */
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  /** Of the changed and the removed: ours, but not as we wrote them. */
  readonly edited: readonly string[];
  /** Of the changed and the removed: never written by us. Symbolic links are among them. */
  readonly foreign: readonly string[];
  /** Written by us and deleted since. Those that will be there again are also added. */
  readonly missing: readonly string[];
  /** `unreadable`: nothing says which of the files are ours. */
  readonly inventory: 'current' | 'stale' | 'unreadable';
}

/** Whether the folder already holds exactly what would be written. */
export function isCurrent({ added, changed, removed, inventory }: Changes): boolean {
  return added.length + changed.length + removed.length === 0 && inventory === 'current';
}
