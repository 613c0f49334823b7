import { fixedCode, fixedNow, plainRecord, plainRefreshToken } from '../expected/fixed.ts';
import { redemptionOf, refreshWith } from './plain-request.ts';
import { refreshingRedemption } from './refreshing-redemption.ts';
import type { RequestInOutage } from './request-in-outage.ts';
import { storeCode, storePlainRefreshToken } from './vector-server.ts';

/** Requests to the token endpoint. */
export const tokensInOutage: readonly RequestInOutage[] = [
  {
    request: 'a token request with a new code',
    reach: async (_send, state) => {
      await storeCode(state, plainRecord, false);
      return redemptionOf(fixedCode);
    },
    calls: { 'clients.find': 'json', 'store.takeCode': 'json', 'tokens.issue': 'json' },
    notAgain: ['tokens.issue'],
  },
  {
    request: 'a token request with a used code',
    reach: async (_send, state) => {
      await storeCode(state, plainRecord, true);
      return redemptionOf(fixedCode);
    },
    calls: { 'grants.revokeGrant': 'json', 'tokens.revoke': 'json' },
    notAgain: ['grants.revokeGrant', 'tokens.revoke'],
  },
  {
    request: 'a token request with a new code, for a client that gets a refresh token',
    policy: 'refresh',
    reach: (_send, state) => refreshingRedemption(state),
    calls: { 'grants.saveGrant': 'json', 'grants.saveRefreshToken': 'json' },
    notAgain: ['grants.saveGrant', 'grants.saveRefreshToken'],
  },
  {
    request: 'a refresh',
    policy: 'refresh',
    reach: async (_send, state) => refreshWith(await storePlainRefreshToken(state)),
    calls: {
      'clients.find': 'json',
      'grants.findRefreshToken': 'json',
      'grants.findGrant': 'json',
      'grants.useRefreshToken': 'json',
      'grants.saveRefreshToken': 'json',
      'grants.saveGrant': 'json',
      'tokens.issue': 'json',
    },
  },
  {
    request: 'a refresh with a refresh token that was replaced',
    policy: 'refresh',
    reach: async (_send, state) => {
      const refreshToken = await storePlainRefreshToken(state);
      const use = { salt: 'x', usedAt: fixedNow - 100, successorHash: 'x' };
      await state.grants.useRefreshToken(plainRefreshToken.tokenHash, use);
      return refreshWith(refreshToken);
    },
    calls: { 'grants.revokeGrant': 'json', 'tokens.revoke': 'json' },
    notAgain: ['grants.revokeGrant', 'tokens.revoke'],
  },
];
