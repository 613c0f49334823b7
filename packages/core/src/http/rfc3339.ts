/** RFC 3339 §5.6, in whole seconds. `seconds` are since 1970-01-01T00:00:00Z. */
export const rfc3339 = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
