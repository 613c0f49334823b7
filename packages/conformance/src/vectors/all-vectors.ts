import type { About } from './about.ts';
import { authorizeVectors } from './authorize-vectors.ts';
import { bearerVectors } from './bearer-vectors.ts';
import { clientAssertionVectors } from './client-assertion-vectors.ts';
import { clientDocumentVectors } from './client-document-vectors.ts';
import { clientManagementVectors } from './client-management-vectors.ts';
import { clientCredentialsVectors } from './client-credentials-vectors.ts';
import { consentVectors } from './consent-vectors.ts';
import { extensionGrantVectors } from './extension-grant-vectors.ts';
import { grantListVectors } from './grant-list-vectors.ts';
import { introspectionVectors } from './introspection-vectors.ts';
import { redemptionVectors } from './redemption-vectors.ts';
import { refreshVectors } from './refresh-vectors.ts';
import { registerVectors } from './register-vectors.ts';
import { registrationVectors } from './registration-vectors.ts';
import { revocationVectors } from './revocation-vectors.ts';
import type { VectorGroup } from './vector-group.ts';

/** What the vectors of every kind have in common. */
export interface AnyVector extends About {
  readonly expect: {
    readonly kind: string;
    /** The rule that the request breaks, if it breaks one. */
    readonly rule?: string | undefined;
  };
}

/** The vectors of every kind, by the folder of their files. */
export const allVectors: Readonly<Record<string, readonly VectorGroup<AnyVector>[]>> = {
  authorize: authorizeVectors,
  consent: consentVectors,
  registration: registrationVectors,
  register: registerVectors,
  'client-document': clientDocumentVectors,
  redemption: redemptionVectors,
  refresh: refreshVectors,
  'client-credentials': clientCredentialsVectors,
  'extension-grant': extensionGrantVectors,
  'client-assertion': clientAssertionVectors,
  revocation: revocationVectors,
  introspection: introspectionVectors,
  'grant-list': grantListVectors,
  'client-management': clientManagementVectors,
  bearer: bearerVectors,
};
