import redirectUris from '../../vectors/registration/redirect-uris.json' with { type: 'json' };
import clients from '../../vectors/registration/clients.json' with { type: 'json' };
import operators from '../../vectors/registration/operators.json' with { type: 'json' };
import strangers from '../../vectors/registration/strangers.json' with { type: 'json' };
import thisDevice from '../../vectors/registration/this-device.json' with { type: 'json' };
import authentication from '../../vectors/registration/authentication.json' with { type: 'json' };
import origin from '../../vectors/registration/origin.json' with { type: 'json' };
import { readRegistrationVectors, type RegistrationVector } from './registration-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Registrations of clients. */
export const registrationVectors: readonly VectorGroup<RegistrationVector>[] = groups(readRegistrationVectors, {
  'redirect-uris': redirectUris,
  clients,
  operators,
  strangers,
  'this-device': thisDevice,
  authentication,
  origin,
});
