import type {
  AccessToken,
  AccessTokenRecord,
  CodeRecord,
  FoundRefreshToken,
  GrantRecord,
  IssuedTokens,
  Owner,
  RefreshTokenRecord,
  RefreshTokenUse,
  TakenCode,
  TokenGrant,
} from '@codegrant/server';
import type { FieldEntries } from './entries.ts';

const since = 'seconds since 1970-01-01T00:00:00Z';

// The hash of a code, and the challenge of RFC 7636 appendix B.
const codeHash = 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0';
const codeChallenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const grantId = 'ba7816bf-8f01-8fea-8141-40de5dae2223';

export const ownerFields: FieldEntries<Owner> = {
  subject: {
    says: 'The identifier of the user: a non-empty string. Never give the identifier of a user to another user.',
    example: '17',
  },
  name: {
    says:
      'The account name that the user recognizes: a non-empty string. The consent page shows the account name, or the `subject` if `name` ' +
      'is missing or `null`.',
    example: 'ada@example.org',
  },
  authTime: {
    says:
      'The time at which the user signed in. A time in milliseconds makes the call fail. `tokens.issue` receives `authTime`. If you do not ' +
      'know the time of the sign-in, omit `authTime`: `null` also makes the call fail.',
    unit: since,
    example: 1_767_225_600,
  },
};

export const tokenGrantFields: FieldEntries<TokenGrant> = {
  grantId: {
    says:
      'The identifier of the grant: a UUID that the server makes from the hash of the code. All tokens that the server issues for one code ' +
      'have the same `grantId`.',
    example: grantId,
  },
  subject: {
    says:
      'The `subject` of the owner. If the client acts for itself, without a user, `subject` is `undefined`. Never use a `clientId` as the ' +
      'identifier of a user.',
    example: '17',
  },
  clientId: { says: 'The `client_id` of the client.', example: 'warehouse' },
  scope: {
    says:
      'The scope of the access token, as a list. The granted scope may be narrower than the requested scope. When a client uses a refresh ' +
      'token, it may request a part of the granted scope. If the client requests a token for only some of the granted resources, `scope` ' +
      'contains only the scopes of the requested resources.',
    example: ['read', 'write'],
  },
  resources: {
    says:
      'The resources that the access token is for, spelt as in `resources` of the policy. Make `resources` the audience of the token. Each ' +
      'API must refuse tokens that are for other APIs. `resources` is empty only if the policy has no `resources`.',
    example: ['https://api.example/mcp'],
  },
  parameters: {
    says:
      'The values of the parameters that the policy adds to authorization requests and token requests. `authorization` contains the ' +
      'parameters of [`authorizationParameters`](#authorizationparameters), and `token` contains the parameters of ' +
      '[`tokenParameters`](#tokenparameters). `authorization` and `token` contain only parameters that the client sent. The server does ' +
      'not check the meaning of the parameter values.',
    example: { authorization: { organization: 'acme' }, token: {} },
  },
  authTime: {
    says: 'The time at which the user signed in, or `undefined` if `owner.identify` returned no `authTime`.',
    unit: since,
    example: 1_767_225_600,
  },
  expiresAt: {
    says: 'The time at which the grant expires. If the server keeps no grants, `expiresAt` is `undefined`: see the option [`grants`](#grants).',
    unit: since,
    example: 1_798_761_610,
  },
};

export const accessTokenFields: FieldEntries<AccessToken> = {
  subject: {
    says: 'The `subject` of the owner. If the client acts for itself, without a user, `subject` is `undefined`.',
    example: '17',
  },
  clientId: { says: 'The `client_id` of the client.', example: 'warehouse' },
  scope: { says: 'The scope of the access token, as a list.', example: ['read', 'write'] },
  resources: {
    says: 'The resources that the access token is for (its audience). `resources` is empty only if the policy has no `resources`.',
    example: ['https://api.example/mcp'],
  },
  grantId: {
    says:
      'The identifier of the grant. `grantId` is `undefined` if the API does not receive the identifier from the authorization server. ' +
      'For example, an API with `introspectedTokens` does not receive the identifier.',
    example: grantId,
  },
  authTime: {
    says: 'The time at which the user signed in, or `undefined` if `owner.identify` returned no `authTime`.',
    unit: since,
    example: 1_767_225_600,
  },
  issuedAt: { says: 'The time at which the access token was issued.', unit: since, example: 1_767_225_610 },
  expiresAt: {
    says: 'The time from which the access token is invalid.',
    unit: since,
    example: 1_767_226_210,
  },
};

export const accessTokenRecordFields: FieldEntries<AccessTokenRecord> = {
  tokenHash: {
    says: 'The key of the record: the SHA-256 hash of the access token, as 43 base64url characters. The record does not contain the access token.',
    example: codeHash,
  },
  grantId: { says: 'The `grantId` of the grant.', example: grantId },
  subject: {
    says:
      'The `subject` of the grant. If the client acts for itself, without a user, `subject` is `undefined`: your store may return `null` ' +
      'instead.',
    example: '17',
  },
  clientId: { says: 'The `client_id` of the client.', example: 'warehouse' },
  scope: {
    says:
      'The scope of the access token: one string, with one space between scope tokens. `scope` is the empty string if the access token has ' +
      'no scope.',
    example: 'read write',
  },
  resources: {
    says:
      'The resources of the access token: one string, with one space between URIs. `resources` is `undefined` only if the policy has no ' +
      '`resources`. Your store may return missing resources as `null`.',
    example: 'https://api.example/mcp',
  },
  authTime: {
    says:
      'The time at which the user signed in, or `undefined` if `owner.identify` returned no `authTime`. Your store may return a missing ' +
      '`authTime` as `null`.',
    unit: since,
    example: 1_767_225_600,
  },
  issuedAt: { says: 'The time at which the access token was issued.', unit: since, example: 1_767_225_610 },
  expiresAt: { says: 'The time from which the access token is invalid.', unit: since, example: 1_767_226_210 },
};

export const issuedTokensFields: FieldEntries<IssuedTokens> = {
  accessToken: {
    says: 'The access token: one or more visible ASCII characters. The client receives the access token as a Bearer token.',
    example: 'Vq0mF3c1yR8oT2kPz6nLw9sXeJ4bHdUa7gCiQfKtWvM',
  },
  expiresIn: {
    says: 'How long the access token is valid: a whole number from 0 to 315360000 (ten years).',
    unit: 'seconds',
    example: 3600,
  },
  refreshToken: {
    says:
      'Omit `refreshToken`, because the server makes refresh tokens itself: see [`refreshTokens`](#refreshtokens). If you return any ' +
      '`refreshToken`, even `null`, the call fails, and the client receives `server_error`.',
    example: undefined,
    shown: 'none',
  },
  members: {
    says:
      'Further members of the token response: an object with values that can be written as JSON. A value that JSON would change, such as a ' +
      'date, makes the call fail. A member with one of the following names makes the call fail: `access_token`, `token_type`, ' +
      '`expires_in`, `scope`, `refresh_token`, `error`, `error_description` and `error_uri`.',
    example: { id_token: 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln' },
  },
};

export const codeRecordFields: FieldEntries<CodeRecord> = {
  codeHash: {
    says: 'The key of the record: the SHA-256 hash of the code, as 43 base64url characters. The record does not contain the code.',
    example: codeHash,
  },
  clientId: { says: 'The `client_id` of the client that the code was issued to.', example: 'warehouse' },
  redirectUri: {
    says: 'The redirect URI of the authorization request, exactly as the client sent it.',
    example: 'https://warehouse.example/callback',
  },
  subject: { says: 'The `subject` of the owner.', example: '17' },
  scope: {
    says: 'The granted scope: one string, with one space between scope tokens. In a `TokenGrant`, the scope is a list.',
    example: 'read write',
  },
  codeChallenge: {
    says: 'The code challenge, or `undefined` if the request had no code challenge. Your store may return a missing code challenge as `null`.',
    example: codeChallenge,
  },
  codeChallengeMethod: {
    says:
      'The code challenge method, or `none` if the request had no code challenge. If your store does not return the saved code challenge ' +
      'and method, the token request fails: a missing method does not mean `none`.',
    example: 'S256',
  },
  resources: {
    says:
      'The granted resources: one string, with one space between URIs. `resources` is `undefined` if the policy has no `resources`. Your ' +
      'store may return missing resources as `null`. If the policy has `resources` and your store does not return the granted ' +
      'resources, the token request fails.',
    example: 'https://api.example/mcp',
  },
  parameters: {
    says:
      'The parameters that the policy adds to the authorization request, as one JSON string. `parameters` is `undefined` only if the ' +
      'policy has no [`authorizationParameters`](#authorizationparameters).',
    example: '{"organization":"acme"}',
  },
  authTime: {
    says:
      'The time at which the user signed in, or `undefined` if `owner.identify` returned no `authTime`. Your store may return a missing ' +
      '`authTime` as `null`. Store `authTime` unrounded, because the time that `owner.identify` returned may have a fraction.',
    unit: since,
    example: 1_767_225_600,
  },
  expiresAt: {
    says:
      'The time at which the code expires: a whole number. If your store returns a code that expires more than 15 minutes from now, the ' +
      'token request fails.',
    unit: since,
    example: 1_767_225_660,
  },
};

const record: CodeRecord = {
  codeHash,
  clientId: 'warehouse',
  redirectUri: 'https://warehouse.example/callback',
  subject: '17',
  scope: 'read write',
  codeChallenge,
  codeChallengeMethod: 'S256',
  resources: undefined,
  authTime: undefined,
  expiresAt: 1_767_225_660,
};

export const takenCodeFields: FieldEntries<TakenCode> = {
  record: { says: 'The `CodeRecord` that `store.saveCode` received.', example: record, shown: 'see `CodeRecord`' },
  firstUse: {
    says: '`firstUse` is `true` for exactly one `store.takeCode` call with a code, and `false` for every other call with the code.',
    example: true,
  },
  usedAt: {
    says:
      'The time at which the client first used the code: the `now` of the first `takeCode` call. If your store does not return `usedAt`, ' +
      'the server revokes the grant even if an app has merely repeated its token request.',
    unit: since,
    example: 1_767_225_601,
  },
};

export const grantRecordFields: FieldEntries<GrantRecord> = {
  grantId: { says: 'The identifier of the grant: the `grantId` of its tokens.', example: grantId },
  subject: {
    says: 'The `subject` of the owner. `subject` and `grantId` together are the key of the record.',
    example: '17',
  },
  clientId: { says: 'The `client_id` of the client.', example: 'warehouse' },
  scope: { says: 'The granted scope: one string, with one space between scope tokens.', example: 'read write' },
  resources: {
    says:
      'The granted resources: one string, with one space between URIs. `resources` is `undefined` only if the policy has no `resources`. ' +
      'Your store may return missing resources as `null`.',
    example: 'https://api.example/mcp',
  },
  parameters: {
    says:
      'The parameters that the policy adds to the authorization request, as one JSON string. `parameters` is `undefined` only if the ' +
      'policy has no [`authorizationParameters`](#authorizationparameters).',
    example: '{"organization":"acme"}',
  },
  authTime: {
    says:
      'The time at which the user signed in, or `undefined` if `owner.identify` returned no `authTime`. Your store may return a missing ' +
      '`authTime` as `null`.',
    unit: since,
    example: 1_767_225_600,
  },
  createdAt: { says: 'The time at which the client redeemed its code.', unit: since, example: 1_767_225_610 },
  lastUsedAt: {
    says: 'The time at which the client last received tokens for this grant.',
    unit: since,
    example: 1_767_312_000,
  },
  expiresAt: {
    says: 'The time from which no refresh token of the grant is valid. The use of a refresh token does not change the `expiresAt` of its grant.',
    unit: since,
    example: 1_798_761_610,
  },
};

const refreshTokenRecord: RefreshTokenRecord = {
  tokenHash: codeHash,
  grantId,
  subject: '17',
  expiresAt: 1_769_817_600,
};

export const refreshTokenRecordFields: FieldEntries<RefreshTokenRecord> = {
  tokenHash: {
    says: 'The key of the record: the SHA-256 hash of the refresh token, as 43 base64url characters. The record does not contain the refresh token.',
    example: codeHash,
  },
  grantId: { says: 'The `grantId` of the grant.', example: grantId },
  subject: { says: 'The `subject` of the grant.', example: '17' },
  expiresAt: { says: 'The time from which the refresh token is invalid.', unit: since, example: 1_769_817_600 },
};

export const foundRefreshTokenFields: FieldEntries<FoundRefreshToken> = {
  record: {
    says: 'The latest `RefreshTokenRecord` that `grants.saveRefreshToken` received for the token.',
    example: refreshTokenRecord,
    shown: 'see `RefreshTokenRecord`',
  },
  used: {
    says: '`used` is `true` after `grants.useRefreshToken` has recorded a use of the refresh token, and `false` before.',
    example: false,
  },
};

export const refreshTokenUseFields: FieldEntries<RefreshTokenUse> = {
  salt: {
    says: 'A random string. The server derives the new refresh token from the used one, the salt and a key of `consentKeys`.',
    example: 'k3J0b5Yw1sQe9Rr7Zt2VnXc6Mq8LpOiUaHgFdSjKlZx',
  },
  usedAt: { says: 'The time at which the client first used the refresh token.', unit: since, example: 1_767_312_000 },
  successorHash: { says: 'The SHA-256 hash of the refresh token that replaces the used one.', example: codeChallenge },
};
