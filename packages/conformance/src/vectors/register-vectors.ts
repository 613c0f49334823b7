import applications from '../../vectors/register/applications.json' with { type: 'json' };
import metadata from '../../vectors/register/metadata.json' with { type: 'json' };
import operators from '../../vectors/register/operators.json' with { type: 'json' };
import redirectUris from '../../vectors/register/redirect-uris.json' with { type: 'json' };
import { readRegisterVectors, type RegisterVector } from './register-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Requests to the registration endpoint. */
export const registerVectors: readonly VectorGroup<RegisterVector>[] = groups(readRegisterVectors, {
  applications,
  metadata,
  operators,
  'redirect-uris': redirectUris,
});
