import requests from '../../vectors/introspection/requests.json' with { type: 'json' };
import askers from '../../vectors/introspection/askers.json' with { type: 'json' };
import accessTokens from '../../vectors/introspection/access-tokens.json' with { type: 'json' };
import refreshTokens from '../../vectors/introspection/refresh-tokens.json' with { type: 'json' };
import resourceServers from '../../vectors/introspection/resource-servers.json' with { type: 'json' };
import owners from '../../vectors/introspection/owners.json' with { type: 'json' };
import { readIntrospectionVectors, type IntrospectionVector } from './presented-token-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Requests to the introspection endpoint. */
export const introspectionVectors: readonly VectorGroup<IntrospectionVector>[] = groups(readIntrospectionVectors, {
  requests,
  askers,
  'access-tokens': accessTokens,
  'refresh-tokens': refreshTokens,
  'resource-servers': resourceServers,
  owners,
});
