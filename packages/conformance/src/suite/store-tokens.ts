import { fixedNow } from '../expected/fixed.ts';
import { recordsGiven } from '../expected/stored-tokens.ts';
import type { GivenTokens } from '../vectors/presented-token-vector.ts';
import { storeGrant, type TestState } from './vector-server.ts';

/** Stores the tokens of a vector that presents one. */
export const storeTokens = async (state: TestState, given: GivenTokens): Promise<void> => {
  const { grant, refreshToken, accessToken } = recordsGiven(given);
  const { grants } = state;
  state.accessToken = accessToken;
  await storeGrant(state, grant, given.grantIs);
  await grants.saveRefreshToken(refreshToken);
  if (given.used)
    await grants.useRefreshToken(refreshToken.tokenHash, { salt: 'x', usedAt: fixedNow, successorHash: 'x' });
};
