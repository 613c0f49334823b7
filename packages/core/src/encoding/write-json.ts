/** Writes JSON. Returns `undefined` if the value is nested more deeply than the platform can write: it can parse deeper nesting. */
export const writeJson = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
};
