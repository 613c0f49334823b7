import { type Awaitable, mapAwaitable } from './awaitable.ts';

/** The scopes that resource owners have allowed to clients. */
export interface Consents {
  /**
   * Returns the scopes that the subject has allowed to the client.
   *
   * @returns an array of every scope token that `remember` received for this subject and this client, except revoked
   *   ones. `undefined` and `null` count as an empty array
   */
  readonly granted: (subject: string, clientId: string) => Awaitable<readonly string[]>;
  /**
   * Adds scope tokens to the stored scope tokens, and keeps the others.
   *
   * @param scope the scope tokens that the subject has just allowed: at least one. If the policy has resources, each
   *   token begins with the resource that it is allowed for: `https://api.example/mcp#read`. If the client is not trusted,
   *   each token begins with the redirect URI that it is allowed for: `redirect_uri=https://client.example/callback#read`
   */
  readonly remember: (subject: string, clientId: string, scope: readonly string[]) => Awaitable<void>;
  /** Forgets everything that the subject has allowed to the client. The server then asks the user again. */
  readonly forget: (subject: string, clientId: string) => Awaitable<void>;
}

const isListOfStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const checked = (given: unknown): readonly string[] => {
  const granted = given ?? [];
  if (!isListOfStrings(granted))
    throw new TypeError('consents.granted must return an array of strings. Return one string for each scope.');
  return granted;
};

/**
 * Reads every scope that the subject allowed to the client before.
 *
 * @throws {TypeError} if the port returns anything but an array of strings: in one string, a part of a scope would
 *   count as a scope
 */
export const rememberedScope = (subject: string, clientId: string, consents: Consents): Awaitable<readonly string[]> =>
  mapAwaitable<unknown, readonly string[]>(consents.granted(subject, clientId), checked);
