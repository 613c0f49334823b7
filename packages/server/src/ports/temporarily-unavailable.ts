/**
 * A port throws this error if it cannot answer now but may be able to answer soon: for example, if its database cannot
 * be reached. The client then receives `temporarily_unavailable` instead of `server_error`. A response that is not a
 * redirect has the status 503 and a `Retry-After` header.
 *
 * @example
 * const find = async (clientId: string) => {
 *   try {
 *     return await lookUp(clientId);
 *   } catch (cause) {
 *     throw new TemporarilyUnavailable('The directory cannot be reached.', { cause });
 *   }
 * };
 */
export class TemporarilyUnavailable extends Error {
  override readonly name = 'TemporarilyUnavailable';
}

/**
 * Whether a port threw a {@link TemporarilyUnavailable}. It is known by its name: a store may have been installed with
 * another copy of this package, whose class is another one.
 */
export const isTemporarilyUnavailable = (cause: unknown): cause is TemporarilyUnavailable =>
  typeof cause === 'object' && cause !== null && 'name' in cause && cause.name === 'TemporarilyUnavailable';
