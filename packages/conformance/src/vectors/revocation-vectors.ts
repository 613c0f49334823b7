import requests from '../../vectors/revocation/requests.json' with { type: 'json' };
import clients from '../../vectors/revocation/clients.json' with { type: 'json' };
import refreshTokens from '../../vectors/revocation/refresh-tokens.json' with { type: 'json' };
import accessTokens from '../../vectors/revocation/access-tokens.json' with { type: 'json' };
import unknownTokens from '../../vectors/revocation/unknown-tokens.json' with { type: 'json' };
import json from '../../vectors/revocation/json.json' with { type: 'json' };
import { readRevocationVectors, type RevocationVector } from './presented-token-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Requests to the revocation endpoint. */
export const revocationVectors: readonly VectorGroup<RevocationVector>[] = groups(readRevocationVectors, {
  requests,
  clients,
  'refresh-tokens': refreshTokens,
  'access-tokens': accessTokens,
  'unknown-tokens': unknownTokens,
  json,
});
