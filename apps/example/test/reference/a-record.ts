import type { CodeRecord } from '@codegrant/server';

/** The record of a code without PKCE, for tests that set what they are about. */
export const aRecord: CodeRecord = {
  codeHash: 'a-hash',
  clientId: 'app',
  redirectUri: 'https://app.example/callback',
  subject: '17',
  scope: 'read',
  codeChallenge: undefined,
  codeChallengeMethod: 'none',
  resources: undefined,
  authTime: undefined,
  expiresAt: 1_767_225_660,
};
