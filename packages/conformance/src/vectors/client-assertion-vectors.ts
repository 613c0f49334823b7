import claims from '../../vectors/client-assertion/claims.json' with { type: 'json' };
import endpoints from '../../vectors/client-assertion/endpoints.json' with { type: 'json' };
import header from '../../vectors/client-assertion/header.json' with { type: 'json' };
import keys from '../../vectors/client-assertion/keys.json' with { type: 'json' };
import request from '../../vectors/client-assertion/request.json' with { type: 'json' };
import times from '../../vectors/client-assertion/times.json' with { type: 'json' };
import use from '../../vectors/client-assertion/use.json' with { type: 'json' };
import { type ClientAssertionVector, readClientAssertionVectors } from './client-assertion-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Requests with client assertions. */
export const clientAssertionVectors: readonly VectorGroup<ClientAssertionVector>[] = groups(
  readClientAssertionVectors,
  {
    request,
    header,
    claims,
    times,
    keys,
    use,
    endpoints,
  },
);
