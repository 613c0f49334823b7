import type { Policy } from '@codegrant/core';
import type { FilledPorts } from './filled-ports.ts';
import type { OptionalEndpoint } from './optional-endpoint.ts';
import { reasonForGrants } from './reason-for-grants.ts';

/**
 * A store of your own is for several processes, or for longer than one. Refresh tokens and access tokens in memory would be neither.
 */
export const memoryProblems = (
  { store, grants, accessTokens }: FilledPorts,
  tokens: unknown,
  endpoints: readonly OptionalEndpoint[],
  policy: Policy,
): readonly string[] => {
  if (store === undefined) return [];
  const withGrants = reasonForGrants(tokens, endpoints, policy);
  return [
    ...(grants !== undefined || withGrants === undefined
      ? []
      : [
          `${withGrants}, so grants must be set where store is: to a port over the same database, or to memoryGrants() for a server that is one process.`,
        ]),
    ...(accessTokens !== undefined || tokens !== undefined
      ? []
      : [
          'accessTokens must be set where store is: to a port over the same database, or to memoryAccessTokens() for a server that is one process. Or set tokens.',
        ]),
  ];
};
