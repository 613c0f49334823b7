import header from '../../vectors/bearer/header.json' with { type: 'json' };
import tokens from '../../vectors/bearer/tokens.json' with { type: 'json' };
import scope from '../../vectors/bearer/scope.json' with { type: 'json' };
import resource from '../../vectors/bearer/resource.json' with { type: 'json' };
import challenge from '../../vectors/bearer/challenge.json' with { type: 'json' };
import { readBearerVectors, type BearerVector } from './bearer-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Requests to protected resources. */
export const bearerVectors: readonly VectorGroup<BearerVector>[] = groups(readBearerVectors, {
  header,
  tokens,
  scope,
  resource,
  challenge,
});
