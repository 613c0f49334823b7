import { fixedAccessToken, plainAccessToken } from '../expected/fixed.ts';
import { introspectionOf, revocationOf } from './plain-request.ts';
import type { RequestInOutage } from './request-in-outage.ts';
import { storePlainRefreshToken } from './vector-server.ts';

/** Requests to the revocation endpoint and to the introspection endpoint. */
export const presentedTokensInOutage: readonly RequestInOutage[] = [
  {
    request: 'the revocation of a refresh token',
    policy: 'refresh',
    reach: async (_send, state) => revocationOf(await storePlainRefreshToken(state)),
    calls: {
      'clients.find': 'json',
      'grants.findRefreshToken': 'json',
      'grants.findGrant': 'json',
      'tokens.revoke': 'json',
      'grants.revokeGrant': 'json',
    },
  },
  {
    request: 'the revocation of an access token',
    policy: 'refresh',
    reach: async (_send, state) => {
      state.accessToken = plainAccessToken;
      return revocationOf(fixedAccessToken);
    },
    calls: {
      'clients.find': 'json',
      'grants.findRefreshToken': 'json',
      'tokens.find': 'json',
      'tokens.revokeToken': 'json',
    },
  },
  {
    request: 'the introspection of a refresh token',
    policy: 'refresh',
    reach: async (_send, state) => introspectionOf(await storePlainRefreshToken(state)),
    calls: {
      'clients.find': 'json',
      'tokens.find': 'json',
      'grants.findRefreshToken': 'json',
      'grants.findGrant': 'json',
    },
  },
];
