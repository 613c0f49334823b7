/** A value of JSON (RFC 8259 §3). */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** How deep a value may be nested. A value that contains itself is deeper than that. */
const deepest = 20;

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

/** Whether JSON.stringify keeps a value as it is: no dates, no maps, nothing undefined, no number that is not finite. */
export const isJsonValue = (value: unknown, depth = 0): value is JsonValue => {
  if (depth > deepest) return false;
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return Array.from(value).every((item) => isJsonValue(item, depth + 1));
  return (
    typeof value === 'object' && isPlain(value) && Object.values(value).every((item) => isJsonValue(item, depth + 1))
  );
};
