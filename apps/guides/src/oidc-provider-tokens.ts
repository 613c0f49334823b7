import type { AdapterPayload } from 'oidc-provider';
import type { OldGrant } from './move-tokens.ts';

/** A row of the model `RefreshToken` in your adapter. `undefined`: this token cannot be moved. */
export const grantOf = (row: AdapterPayload): OldGrant | undefined => {
  const { jti, accountId, clientId, scope, resource, iat, exp, consumed, jkt, 'x5t#S256': certificate } = row;
  if (jti === undefined || accountId === undefined || clientId === undefined || iat === undefined) return undefined;
  if (exp === undefined || consumed !== undefined) return undefined;
  // A token that is bound to a key must not become a token that works without the key.
  if (jkt !== undefined || certificate !== undefined) return undefined;
  return {
    subject: accountId,
    clientId,
    scope: (scope ?? '')
      .split(' ')
      .filter((token) => token !== 'openid')
      .join(' '),
    resources: resource === undefined ? undefined : [resource].flat().join(' '),
    createdAt: iat,
    refreshToken: { value: jti, expiresAt: exp },
  };
};
