/** Whether a value has a method. An array has none: its own find method does not find by `client_id`, or by an access token. */
export const hasMethod = (value: unknown, method: string): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  typeof Reflect.get(value, method) === 'function';
