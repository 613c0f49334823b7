/**
 * Deletes expired entries. Entries are added in about the order in which they expire, so the expired ones are at the
 * front.
 */
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
