/** Whether a value that a port returned is a string with at least one character. */
export const isNonEmptyString = (value: unknown): value is string => typeof value === 'string' && value !== '';
