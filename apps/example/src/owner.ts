import type { Owners } from '@codegrant/server';
import type { ApiKeys } from './api-keys.ts';
import { bearerTokenIn } from './bearer-token.ts';
import type { Sessions } from './sessions.ts';

/** Reads a header from the request of the adapter. */
export type HeaderOf<Context> = (context: Context, name: 'authorization' | 'cookie') => string | undefined;

/**
 * Tells who sends a request: a browser has the cookie of a session, and a program has the API key of its user. A request
 * with a key is from the user of that key or from nobody, whatever cookie a browser adds. An access token is no API key:
 * a client has it, and with it the client could allow itself more than the user did.
 */
export const ownerFrom = <Context>(
  sessions: Sessions,
  apiKeys: ApiKeys,
  headerOf: HeaderOf<Context>,
): Owners<Context> => ({
  identify: (context) => {
    const key = bearerTokenIn(headerOf(context, 'authorization'));
    return key === undefined ? sessions.read(headerOf(context, 'cookie')) : apiKeys.find(key);
  },
});
