import { allow } from './browser-session.ts';
import { authorizationUrl, tokenRequest } from './registered-client.ts';

/**
 * Gets a new code of a client, and returns the form that redeems it.
 *
 * @param asked other parameters of the authorization request
 * @param user who allows the request. Default: demo
 */
export const newTokenRequest = async (
  serverUrl: string,
  clientId: string,
  asked: Readonly<Record<string, string>> = {},
  user?: string,
): Promise<Readonly<Record<string, string>>> => {
  const callback = await allow(serverUrl, authorizationUrl(serverUrl, clientId, asked), user);
  return tokenRequest(clientId, callback.searchParams.get('code') ?? '');
};
