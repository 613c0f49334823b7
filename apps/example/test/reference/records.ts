import type { CodeRecord, IssuedTokens, Owner, TakenCode, TokenGrant } from '@codegrant/server';
import type { FieldEntries } from './entries.ts';

const since = 'seconds since 1970-01-01T00:00:00Z';

// The hash of a code, and the challenge of RFC 7636 appendix B.
const codeHash = 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0';
const codeChallenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

export const ownerFields: FieldEntries<Owner> = {
  subject: {
    says: 'The identifier of the user, never empty, and never another user’s. Tokens are issued for it.',
    example: '17',
  },
  name: {
    says: 'What the user knows the account by. The consent page shows it, or `subject` where it is left out or `null`. Not empty.',
    example: 'ada@example.org',
  },
  authTime: {
    says: 'When the user signed in. It goes to `tokens.issue` as it is. Leave it out if you do not know: `null` is a failure.',
    unit: since,
    example: 1_767_225_600,
  },
};

export const tokenGrantFields: FieldEntries<TokenGrant> = {
  grantId: { says: 'The same for all tokens that come from one code: its `codeHash`.', example: codeHash },
  subject: { says: '`subject` of the owner.', example: '17' },
  clientId: { says: '`client_id` of the client.', example: 'warehouse' },
  scope: { says: 'The granted scope, a list. It may be less than was asked for.', example: ['read', 'write'] },
  authTime: { says: '`authTime` of the owner, or `undefined`.', unit: since, example: 1_767_225_600 },
};

export const issuedTokensFields: FieldEntries<IssuedTokens> = {
  accessToken: {
    says: 'The access token, not empty. The client gets it as a Bearer token.',
    example: 'Vq0mF3c1yR8oT2kPz6nLw9sXeJ4bHdUa7gCiQfKtWvM',
  },
  expiresIn: { says: 'How long it is valid from now: a whole number, 0 or more.', unit: 'seconds', example: 3600 },
  refreshToken: {
    says:
      'A refresh token, not empty. Leave it out for none: `null` is a failure. The token endpoint does not redeem refresh tokens: ' +
      'issue one only if your own endpoint does.',
    example: 'yN5tB2hG8jKdS1vXcZ4qWmR7pLfUeO0aTiQ3sMxJ9bE',
  },
};

export const codeRecordFields: FieldEntries<CodeRecord> = {
  codeHash: {
    says: 'The key of the record: SHA-256 of the code, base64url, 43 characters. The code itself is not in the record.',
    example: codeHash,
  },
  clientId: { says: '`client_id` of the client that the code was issued to.', example: 'warehouse' },
  redirectUri: {
    says: 'The redirect URI of the request, as it was sent.',
    example: 'https://warehouse.example/callback',
  },
  subject: { says: '`subject` of the owner.', example: '17' },
  scope: {
    says: 'The granted scope: one string, one space between tokens. (In `TokenGrant` it is a list.)',
    example: 'read write',
  },
  codeChallenge: {
    says: 'The PKCE challenge, or `undefined` without PKCE. May come back as `null`.',
    example: codeChallenge,
  },
  codeChallengeMethod: {
    says:
      'The method of the challenge, or `undefined` without PKCE. May come back as `null`. If a store loses it, no verifier is ' +
      'right.',
    example: 'S256',
  },
  authTime: {
    says: '`authTime` of the owner, or `undefined`. May come back as `null`. It may have fractions, if yours has.',
    unit: since,
    example: 1_767_225_600,
  },
  expiresAt: { says: 'From then on the code is worth nothing. A whole number.', unit: since, example: 1_767_225_660 },
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
  record: { says: 'The record as it was saved.', example: record, shown: 'as above' },
  firstUse: { says: '`true` for one caller, and `false` for every other.', example: true },
};
