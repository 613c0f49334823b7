import { type AuthorizationServer, createAuthorizationServer, type Owners } from '@codegrant/server';
import type { SqlStorage } from '@codegrant/sql';

/** The authorization server of every process. `storage` is in a database that they share. */
export const serverWith = <Context>(
  storage: SqlStorage,
  identify: Owners<Context>['identify'],
): AuthorizationServer<Context> =>
  createAuthorizationServer<Context>({
    policy: {
      issuer: 'https://login.example',
      scopes: { read: { name: 'Read your messages' } },
      defaultScope: ['read'],
    },
    owner: { identify },
    consentKeys: [Buffer.from(process.env['CONSENT_KEY'] ?? '', 'base64url')],
    storage,
  });
