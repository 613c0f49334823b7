import { type Client, type ClientMetadata, defineClient, type PolicySettings } from '@codegrant/server';

export const policy: PolicySettings = {
  issuer: 'https://login.example',
  scopes: { read: { name: 'Read your messages' } },
  defaultScope: ['read'],
  refreshTokens: 'always',
};

/** A client that gets refresh tokens. */
export const refreshing = (registration: ClientMetadata): Client =>
  defineClient({ ...registration, grant_types: ['authorization_code', 'refresh_token'] });
