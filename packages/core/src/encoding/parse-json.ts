/** Parses JSON. Returns `undefined` if the text is no JSON, or if it is nested more deeply than the platform can parse. */
export const parseJson = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};
