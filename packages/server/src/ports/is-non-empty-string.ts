/** Whether a value that a port returned is a string with at least one character. */
export const isNonEmptyString = (value: unknown): boolean => typeof value === 'string' && value !== '';
