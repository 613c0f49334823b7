/**
 * An action is over its limit. A function of a port may throw it too. The response has the status 429 and the header Retry-After
 * (RFC 6585 §4).
 *
 * @example
 * throw new LimitReached('Too many documents of one host.', 60);
 */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
  /** When the action is allowed again, in whole seconds from now. */
  readonly retryAfterSeconds: number;
  /** The `client_id` of the registered client, for logs. `undefined` if it is not known. */
  readonly clientId: string | undefined;

  /** @param message which limit is reached, for logs. The caller does not see it */
  constructor(message: string, retryAfterSeconds: number, clientId?: string) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
    this.clientId = clientId;
  }
}

/** Whether a {@link LimitReached} was thrown. It is known by its name, as a `TemporarilyUnavailable` is. */
export const isLimitReached = (cause: unknown): cause is LimitReached =>
  typeof cause === 'object' && cause !== null && 'name' in cause && cause.name === 'LimitReached';
