/**
 * What a port throws, or rejects with, if it cannot answer now and may be able to answer soon: for example, its database
 * cannot be reached. The client then gets `temporarily_unavailable` and not `server_error`, and a response that is no
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
