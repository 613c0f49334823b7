/** Whether what a port gave is a text with something in it. */
export const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
