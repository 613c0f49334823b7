import type { CodeRecord, IssuedTokens, Owner, TakenCode, TokenGrant } from '@codegrant/server';
import type { FieldEntries } from './entries.ts';

const since = 'seconds since 1970-01-01T00:00:00Z';

// The hash of a code, and the challenge of RFC 7636 appendix B.
const codeHash = 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0';
const codeChallenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

export const ownerFields: FieldEntries<Owner> = {
  subject: {
    says: 'The identifier of the user. It must not be empty, and must never be reused for another user. Tokens are issued for it.',
    example: '17',
  },
  name: {
    says: 'The account name that the user recognizes. It must not be empty. The consent page shows it. If it is omitted or `null`, the page shows `subject`.',
    example: 'ada@example.org',
  },
  authTime: {
    says: 'The time when the user signed in. It is passed to `tokens.issue`. Omit it if you do not know it: `null` counts as a failure.',
    unit: since,
    example: 1_767_225_600,
  },
};

export const tokenGrantFields: FieldEntries<TokenGrant> = {
  grantId: {
    says: 'The identifier of the grant: the `codeHash` of its code. It is the same for all tokens of one code.',
    example: codeHash,
  },
  subject: { says: 'The `subject` of the owner.', example: '17' },
  clientId: { says: 'The `client_id` of the client.', example: 'warehouse' },
  scope: {
    says: 'The granted scope, as a list. It may be narrower than the requested scope.',
    example: ['read', 'write'],
  },
  authTime: { says: 'The `authTime` of the owner, or `undefined`.', unit: since, example: 1_767_225_600 },
};

export const issuedTokensFields: FieldEntries<IssuedTokens> = {
  accessToken: {
    says: 'The access token. It must not be empty. The client receives it as a Bearer token.',
    example: 'Vq0mF3c1yR8oT2kPz6nLw9sXeJ4bHdUa7gCiQfKtWvM',
  },
  expiresIn: {
    says: 'How long the token is valid from now: a whole number, 0 or more.',
    unit: 'seconds',
    example: 3600,
  },
  refreshToken: {
    says:
      'A refresh token. It must not be empty. If there is none, omit it: `null` counts as a failure. The token endpoint does not redeem refresh tokens, so ' +
      'issue one only if your own endpoint redeems it.',
    example: 'yN5tB2hG8jKdS1vXcZ4qWmR7pLfUeO0aTiQ3sMxJ9bE',
  },
};

export const codeRecordFields: FieldEntries<CodeRecord> = {
  codeHash: {
    says: 'The key of the record: SHA-256 of the code, 43 base64url characters. The record does not contain the code.',
    example: codeHash,
  },
  clientId: { says: 'The `client_id` of the client that the code was issued to.', example: 'warehouse' },
  redirectUri: {
    says: 'The redirect URI of the request, exactly as sent.',
    example: 'https://warehouse.example/callback',
  },
  subject: { says: 'The `subject` of the owner.', example: '17' },
  scope: {
    says: 'The granted scope: one string, with one space between tokens. (In `TokenGrant` it is a list.)',
    example: 'read write',
  },
  codeChallenge: {
    says: 'The PKCE challenge, or `undefined` without PKCE. Your store may return `null` for it.',
    example: codeChallenge,
  },
  codeChallengeMethod: {
    says:
      'The method of the challenge, or `undefined` without PKCE. Your store may return `null` for it. If a store loses it, every verifier ' +
      'is rejected.',
    example: 'S256',
  },
  authTime: {
    says: 'The `authTime` of the owner, or `undefined`. Your store may return `null` for it. It may have a fraction, if the `authTime` of the owner has one.',
    unit: since,
    example: 1_767_225_600,
  },
  expiresAt: { says: 'The time from which the code is invalid: a whole number.', unit: since, example: 1_767_225_660 },
};

const record: CodeRecord = {
  codeHash,
  clientId: 'warehouse',
  redirectUri: 'https://warehouse.example/callback',
  subject: '17',
  scope: 'read write',
  codeChallenge,
  codeChallengeMethod: 'S256',
  authTime: undefined,
  expiresAt: 1_767_225_660,
};

export const takenCodeFields: FieldEntries<TakenCode> = {
  record: { says: 'The record that was saved.', example: record, shown: 'see `CodeRecord`' },
  firstUse: { says: '`true` for exactly one caller, `false` for every other.', example: true },
};
