import type { ClientMetadata, GrantRecord, PolicySettings, Reply } from '@codegrant/server';
import { fixedNow, postForm, registration, serverOptions, type TestServer } from './test-server.ts';

/** The registration of the client `app`, if it gets refresh tokens. */
export const refreshingRegistration: ClientMetadata = {
  ...registration,
  grant_types: ['authorization_code', 'refresh_token'],
};

/** The policy of a server with refresh tokens. */
export const refreshingPolicy: PolicySettings = { ...serverOptions.policy, refreshTokens: 'always' };

/** A grant of `alice` for `app`, as a store keeps it. */
export const grantRecord: GrantRecord = {
  grantId: 'a-grant',
  subject: 'alice',
  clientId: 'app',
  scope: 'read write',
  resources: undefined,
  authTime: undefined,
  createdAt: fixedNow,
  lastUsedAt: fixedNow,
  expiresAt: fixedNow + 10_000,
};

/** The members of a JSON reply. */
export const bodyOf = (reply: Reply): Record<string, unknown> => JSON.parse(reply.body);

/** Refreshes the tokens of `app`. */
export const refresh = (to: TestServer, refresh_token: string, more: object = {}): Promise<Reply> =>
  postForm(
    to,
    '/oauth/token',
    new URLSearchParams({ grant_type: 'refresh_token', client_id: 'app', refresh_token, ...more }).toString(),
  );
