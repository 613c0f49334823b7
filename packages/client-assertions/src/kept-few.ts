/**
 * Makes a value for each key, and keeps the values that were used last.
 *
 * @param most how many values are kept
 * @param make makes the value of a key that has none
 */
export const keptFew = <Value>(most: number, make: (key: string) => Value): ((key: string) => Value) => {
  // A map keeps the order in which its keys were set.
  const kept = new Map<string, Value>();
  return (key) => {
    const value = kept.get(key) ?? make(key);
    kept.delete(key);
    kept.set(key, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return value;
  };
};
