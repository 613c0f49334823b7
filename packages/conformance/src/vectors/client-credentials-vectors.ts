import clients from '../../vectors/client-credentials/clients.json' with { type: 'json' };
import scope from '../../vectors/client-credentials/scope.json' with { type: 'json' };
import resource from '../../vectors/client-credentials/resource.json' with { type: 'json' };
import json from '../../vectors/client-credentials/json.json' with { type: 'json' };
import { readTokenVectors, type TokenVector } from './token-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Requests of clients for access tokens of their own. */
export const clientCredentialsVectors: readonly VectorGroup<TokenVector>[] = groups(readTokenVectors, {
  clients,
  scope,
  resource,
  json,
});
