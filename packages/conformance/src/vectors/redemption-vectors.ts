import requests from '../../vectors/redemption/requests.json' with { type: 'json' };
import clientAuthentication from '../../vectors/redemption/client-authentication.json' with { type: 'json' };
import registeredMethod from '../../vectors/redemption/registered-method.json' with { type: 'json' };
import codes from '../../vectors/redemption/codes.json' with { type: 'json' };
import furtherParameters from '../../vectors/redemption/further-parameters.json' with { type: 'json' };
import reuse from '../../vectors/redemption/reuse.json' with { type: 'json' };
import pkce from '../../vectors/redemption/pkce.json' with { type: 'json' };
import absentChallenge from '../../vectors/redemption/absent-challenge.json' with { type: 'json' };
import json from '../../vectors/redemption/json.json' with { type: 'json' };
import resource from '../../vectors/redemption/resource.json' with { type: 'json' };
import refreshTokens from '../../vectors/redemption/refresh-tokens.json' with { type: 'json' };
import { readRedemptionVectors, type RedemptionVector } from './redemption-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Requests to the token endpoint. */
export const redemptionVectors: readonly VectorGroup<RedemptionVector>[] = groups(readRedemptionVectors, {
  requests,
  'client-authentication': clientAuthentication,
  'registered-method': registeredMethod,
  codes,
  'further-parameters': furtherParameters,
  reuse,
  pkce,
  'absent-challenge': absentChallenge,
  json,
  resource,
  'refresh-tokens': refreshTokens,
});
