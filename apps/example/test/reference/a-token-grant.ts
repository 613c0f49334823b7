import type { TokenGrant } from '@codegrant/server';

/** A grant of a client that acts for itself. */
export const aTokenGrant: TokenGrant = {
  grantId: 'grant-1',
  subject: undefined,
  clientId: 'app',
  scope: ['read'],
  resources: [],
  parameters: { authorization: {}, token: {} },
  authTime: undefined,
  expiresAt: undefined,
};
