/** The times in a client assertion, in seconds since 1970-01-01T00:00:00Z. */
export interface AssertionTimes {
  readonly expiresAt: number;
  readonly issuedAt: number | undefined;
  readonly notBefore: number | undefined;
}

/** How far the clock of a client may be from the one of the server, in seconds. */
export const clockToleranceSeconds = 30;

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

const isTimeOrNone = (value: unknown): value is number | undefined => value === undefined || isTime(value);

/** Reads the times of a client assertion: RFC 7523 §3. `exp` is required. `undefined` if one of them is no time. */
export const timesOf = ({ exp, iat, nbf }: Readonly<Record<string, unknown>>): AssertionTimes | undefined =>
  isTime(exp) && isTimeOrNone(iat) && isTimeOrNone(nbf) ? { expiresAt: exp, issuedAt: iat, notBefore: nbf } : undefined;

/** Whether an assertion is valid now, by the clock of the client or by that of the server. */
export const isCurrent = ({ expiresAt, issuedAt = 0, notBefore = 0 }: AssertionTimes, now: number): boolean =>
  expiresAt > now - clockToleranceSeconds && Math.max(issuedAt, notBefore) <= now + clockToleranceSeconds;

/** Whether an assertion was made for a short time: a stolen one is of little use, and the server forgets its `jti` soon. */
export const isShortLived = (
  { expiresAt, issuedAt = expiresAt }: AssertionTimes,
  maxLifetimeSeconds: number,
  now: number,
): boolean =>
  expiresAt <= now + maxLifetimeSeconds + clockToleranceSeconds && expiresAt - issuedAt <= maxLifetimeSeconds;
