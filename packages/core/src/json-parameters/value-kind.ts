/** The kinds of value that JSON has. */
export type ValueKind = 'string' | 'list' | 'object' | 'number' | 'boolean' | 'null';

/** The kind of a value from a JSON parser. A parser with a reviver may have made values that JSON does not have. */
export const valueKind = (value: unknown): ValueKind => {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'bigint':
      return 'number';
    default:
      return 'object';
  }
};
