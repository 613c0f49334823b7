import forms from '../../vectors/consent/forms.json' with { type: 'json' };
import tokens from '../../vectors/consent/tokens.json' with { type: 'json' };
import repeated from '../../vectors/consent/repeated.json' with { type: 'json' };
import grants from '../../vectors/consent/grants.json' with { type: 'json' };
import details from '../../vectors/consent/details.json' with { type: 'json' };
import redirectTo from '../../vectors/consent/redirect-to.json' with { type: 'json' };
import resource from '../../vectors/consent/resource.json' with { type: 'json' };
import unknownScope from '../../vectors/consent/unknown-scope.json' with { type: 'json' };
import issuerIdentification from '../../vectors/consent/issuer-identification.json' with { type: 'json' };
import untrustedClients from '../../vectors/consent/untrusted-clients.json' with { type: 'json' };
import { readConsentVectors, type ConsentVector } from './consent-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Answers to consent requests, and requests for their details. */
export const consentVectors: readonly VectorGroup<ConsentVector>[] = groups(readConsentVectors, {
  forms,
  tokens,
  repeated,
  grants,
  details,
  'redirect-to': redirectTo,
  resource,
  'unknown-scope': unknownScope,
  'issuer-identification': issuerIdentification,
  'untrusted-clients': untrustedClients,
});
