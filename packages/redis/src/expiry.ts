/** How far the clocks of a server and of Redis may differ, in seconds. Everything is kept that much longer. */
const clockSkew = 300;

/** When Redis deletes what expires at a time, both in seconds since 1970-01-01T00:00:00Z. */
export const expiryOf = (expiresAt: number): string => String(Math.ceil(expiresAt) + clockSkew);
