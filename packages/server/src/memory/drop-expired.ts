/** Entries were added in about the order in which they expire, so whatever has expired is at the front. */
export const dropExpired = <Entry>(
  entries: Map<string, Entry>,
  expiresAt: (entry: Entry) => number,
  now: number,
): void => {
  for (const [key, entry] of entries) {
    if (expiresAt(entry) > now) return;
    entries.delete(key);
  }
};
