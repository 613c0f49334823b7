/**
 * Whether a value is a time in seconds since 1970-01-01T00:00:00Z. The limit is in the year 5138. In milliseconds, every
 * time since 1973 is above it.
 */
export const isTime = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value < 1e11;
