/** An action is over its limit. The response has the status 429 and the header Retry-After (RFC 6585 §4). */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
  /** When the action is allowed again, in whole seconds from now. */
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
