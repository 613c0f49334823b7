/**
 * Makes a function that deletes the expired entries of a map whose entries expire in about the order in which they were
 * added. It stops at the first entry that has not expired, and looks at no entry again before that one expires: an
 * iterator of a map walks over the deleted entries at its start.
 *
 * @param expiresAt when an entry expires. Like `now`, in seconds since 1970-01-01T00:00:00Z
 * @param dropped called with each entry that was deleted
 */
export const expiredDropper = <Entry>(
  entries: Map<string, Entry>,
  expiresAt: (entry: Entry) => number,
  dropped: (entry: Entry) => void = () => {},
): ((now: number) => void) => {
  let firstExpiresAt = 0;
  return (now) => {
    if (firstExpiresAt > now) return;
    for (const [key, entry] of entries) {
      firstExpiresAt = expiresAt(entry);
      if (firstExpiresAt > now) return;
      entries.delete(key);
      dropped(entry);
    }
  };
};
