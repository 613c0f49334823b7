import type { Policy } from '@codegrant/core';
import type { OptionalEndpoint } from './optional-endpoint.ts';

/** Why a server keeps the grants of all clients, for an error message. `undefined` if it need not keep them. */
export const reasonForGrants = (
  tokens: unknown,
  endpoints: readonly OptionalEndpoint[],
  { refreshTokens }: Policy,
): string | undefined => {
  if (refreshTokens !== 'never') return `policy.refreshTokens is ${refreshTokens}`;
  if (tokens === undefined) return "tokens is not set, so the access tokens are the server's own";
  const endpoint = endpoints.find(({ needsGrants }) => needsGrants);
  return endpoint && `endpoints has ${endpoint.name}`;
};
