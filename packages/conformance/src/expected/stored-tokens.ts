import {
  type AccessToken,
  type FormInput,
  type GrantRecord,
  type RefreshTokenRecord,
  type StoredTokens,
} from '@codegrant/core';
import { type Broken, readJsonParameters, type RefusalVerdict } from '@codegrant/core/internal';
import type { GivenTokens, PresentingRequest } from '../vectors/presented-token-vector.ts';
import { vectorClient } from './decide-vector.ts';
import { fixedAccessToken, fixedNow, plainAccessToken, plainGrant, plainRefreshToken } from './fixed.ts';
import { changed } from './stored-refresh-token.ts';

/** The tokens of a vector that presents one. */
interface GivenRecords {
  readonly grant: GrantRecord;
  readonly refreshToken: RefreshTokenRecord;
  readonly accessToken: AccessToken;
}

/** What the stores of a vector have. */
export const recordsGiven = ({ grant, refreshToken, accessToken }: GivenTokens): GivenRecords => ({
  grant: { ...plainGrant, ...changed(grant) },
  refreshToken: { ...plainRefreshToken, ...changed(refreshToken) },
  accessToken: { ...plainAccessToken, ...changed(accessToken) },
});

/** The facts of a vector for core. */
export const storedTokensOf = (given: GivenTokens): StoredTokens => {
  const { grant, refreshToken, accessToken } = recordsGiven(given);
  return {
    client: vectorClient,
    accessToken: (presented) => (presented === fixedAccessToken ? accessToken : undefined),
    refreshToken: (tokenHash) =>
      tokenHash === refreshToken.tokenHash ? { record: refreshToken, used: given.used } : undefined,
    grant: (subject, grantId) =>
      given.grantIs === 'saved' && subject === grant.subject && grantId === grant.grantId ? grant : undefined,
    now: fixedNow,
  };
};

/** The form that a vector posts, or the pairs of its JSON, or the rule that the JSON breaks. */
export const postedBy = (request: PresentingRequest): FormInput | Broken<RefusalVerdict> =>
  'form' in request ? request.form : readJsonParameters(request.json);
