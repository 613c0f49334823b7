/** Whether what a port gave is a text with something in it. */
export const isNonEmptyString = (value: unknown): boolean => typeof value === 'string' && value !== '';
