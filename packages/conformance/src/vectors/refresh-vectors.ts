import requests from '../../vectors/refresh/requests.json' with { type: 'json' };
import clients from '../../vectors/refresh/clients.json' with { type: 'json' };
import scope from '../../vectors/refresh/scope.json' with { type: 'json' };
import expiry from '../../vectors/refresh/expiry.json' with { type: 'json' };
import reuse from '../../vectors/refresh/reuse.json' with { type: 'json' };
import rotation from '../../vectors/refresh/rotation.json' with { type: 'json' };
import resource from '../../vectors/refresh/resource.json' with { type: 'json' };
import { readRefreshVectors, type RefreshVector } from './refresh-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Requests to the token endpoint with a refresh token. */
export const refreshVectors: readonly VectorGroup<RefreshVector>[] = groups(readRefreshVectors, {
  requests,
  clients,
  scope,
  expiry,
  reuse,
  rotation,
  resource,
});
