import { clientManagementKind } from './client-management-kind.ts';
import { clientAssertionKind } from './client-assertion-kind.ts';
import { consentKind } from './consent-kind.ts';
import { grantListKind } from './grant-list-kind.ts';
import { introspectionKind } from './introspection-kind.ts';
import { redemptionKind } from './redemption-kind.ts';
import { refreshKind } from './refresh-kind.ts';
import { registerKind } from './register-kind.ts';
import { revocationKind } from './revocation-kind.ts';
import { tokenKind } from './token-kind.ts';
import type { VectorKind } from './vector-kind.ts';

/** Every kind of vectors that are sent to a server, besides `authorizeKind`, which depends on the platform. */
export const vectorKinds: readonly VectorKind[] = [
  consentKind,
  redemptionKind,
  refreshKind,
  tokenKind,
  revocationKind,
  introspectionKind,
  grantListKind,
  clientManagementKind,
  registerKind,
  clientAssertionKind,
];
