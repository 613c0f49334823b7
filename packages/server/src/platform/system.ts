/** The system's clock, in seconds since 1970-01-01T00:00:00Z. */
export const systemNow = (): number => Math.floor(Date.now() / 1000);

/** Bytes from the platform's cryptographic source. */
export const systemRandom = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
