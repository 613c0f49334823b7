/** Whether a member of a JWT is a string that says something. */
export const isNonEmptyText = (value: unknown): value is string => typeof value === 'string' && value !== '';
