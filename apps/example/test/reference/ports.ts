import type { AccessTokens, Clients, Consents, Grants, Owners, Store, Tokens } from '@codegrant/server';
import type { MethodEntries } from './entries.ts';

export const clientsMethods: MethodEntries<Clients> = {
  find: {
    says: 'Finds the client of a request.',
    takes: { clientId: 'the `client_id` of the request. The value is untrusted input, and may belong to no client.' },
    gives:
      'the client, made by `defineClient` or `readClient`. Return `undefined` or `null` if no such client is registered.',
    contract: [
      'Any other result counts as a failure: a plain registration, a copy of a client, or a client from a JSON cache. Store the registration, and pass the registration to `readClient` in every lookup.',
      'Compare the whole `clientId`, and distinguish upper and lower case. A prefix search or a case-insensitive column can find the wrong client, which counts as a failure.',
      'The port may also have the member `registered`, an array of all clients. The type of the port is then `ClientList`, which is the type of the result of `clientList`. At startup, the server compares these clients with the policy. The server throws if a client names a scope or a PKCE method that the policy lacks. ' +
        'Without `registered`, the server rejects each request that depends on the missing scope or method, and a `failed` event names the scope or method.',
      'The server looks up the client again for every request, so you may change or remove a client at any time.',
    ],
    afterwards:
      'The server does not redirect to the client, because the server has not validated the redirect URI yet. If the user has answered the ' +
      'consent page, the user can send the same answer again.',
  },
};

export const ownerMethods: MethodEntries<Owners<unknown>> = {
  identify: {
    says: 'Returns the signed-in user of the request.',
    takes: { context: 'the request object that the adapter passes. The server itself never reads this object.' },
    gives:
      '[an `Owner`](#the-record-owner). Return `undefined` or `null` if no user is signed in. The authorization endpoint then ' +
      'redirects the browser to `signInUrl`.',
    contract: [
      'Use a session cookie that scripts cannot read (`HttpOnly`, `SameSite=Lax`, `Secure`).',
      'The function may also identify the user by a token in the `Authorization` header, such as an API key of the user. Do not accept the access token of a client here: the client could then give itself more scopes than the user allowed.',
      '`subject` must be a non-empty string. Never reuse a `subject` for another user. A number counts as a failure: return `String(id)`.',
      'The server calls this function at most once per request.',
    ],
    afterwards: 'The server records no answer: the user can answer the consent page again.',
  },
};

export const tokensMethods: MethodEntries<Tokens> = {
  issue: {
    says: 'Issues the access token for a redeemed code, or for a refresh token.',
    takes: { grant: '[a `TokenGrant`](#the-record-tokengrant), which names the user, the client and the scope.' },
    gives: '[`IssuedTokens`](#the-record-issuedtokens).',
    contract: [
      'The server calls this function at most once for each code, after the store has marked the code as used. The server also calls this function once for each use of a refresh token. The `scope` of a refresh may be narrower than the granted scope.',
      'Do not return a refresh token: the server makes refresh tokens itself, if [`refreshTokens`](#refreshtokens) of the policy allows refresh tokens.',
      'Store `grantId` with the token, because `revoke` receives only the `grantId`.',
      'A token must not be valid for longer than its grant: see `expiresAt` of the `TokenGrant`.',
      'Store only a hash of the token, not the token itself.',
    ],
    afterwards:
      'If the client redeems a code, the code is used up. If the client sends the code again, the client receives `invalid_grant`. After `codeReuseSeconds`, the server also calls `revoke`. ' +
      'The user must start again in the app. If the client uses a refresh token, it can send the same request again for as long as `refreshTokenReuseSeconds` says. No client receives tokens that were issued after the time limit.',
  },
  revoke: {
    says:
      'Revokes every token of a grant. The server calls this function in three cases. First, the client uses a code a second time, and this use revokes the grant: see [`codeReuseSeconds`](#codereuseseconds).  ' +
      'Second, the client uses a replaced refresh token again, and this use revokes the grant: see [`refreshTokenReuseSeconds`](#refreshtokenreuseseconds).  Third, the client, the user or you revoke the grant. In each case, the server also calls `grants.revokeGrant`.',
    takes: { grantId: 'the `grantId` that `issue` received: a UUID.' },
    gives: 'nothing.',
    contract: [
      'If `issue` runs at the same time for the same grant, the tokens that `issue` returns must become invalid too. Store the revoked `grantId` some minutes longer than a token is valid, because `issue` may finish a moment later. Whenever you validate a token, check that its grant is not revoked.',
      'The server may call this function several times for one grant, even if the grant has no tokens.',
    ],
    afterwards:
      'Tokens that `revoke` has not revoked stay valid. The server reports the `replayed` event before it calls `revoke`. Therefore, the `replayed` event does not show that the revocation failed. Raise an alert if a `failed` event follows a `replayed` event. If the client was revoking the grant, the client can send the same request again.',
  },
  find: {
    says: 'Optional. Finds what an access token was issued for. `server.find(accessToken)` and [`protectedResource({ tokens: server })`](#protect-an-api) call this function. The endpoints `revocation` and `introspection()` require this function. Without this function, `server.find` rejects with a `TypeError`.',
    takes: { accessToken: 'the access token of a request. The value is untrusted input, and may be any string.' },
    gives:
      '[an `AccessToken`](#the-record-accesstoken). Return `undefined` or `null` if the token is unknown, expired or revoked.',
    contract: [
      'Do not return a token whose grant was revoked.',
      '`scope` and `resources` must be lists, and `issuedAt` and `expiresAt` must be times in seconds. Any other value counts as a failure. The server also checks `expiresAt` itself.',
    ],
    afterwards:
      'The server does not know whether the access token is valid. The client can send the same request again.',
  },
  revokeToken: {
    says: 'Optional. Revokes one access token, for the endpoint `revocation`. Without this function, a client cannot revoke a single access token.',
    takes: { accessToken: 'the access token. An unknown or already revoked token is not an error.' },
    gives: 'nothing.',
    contract: ['After this call, `find` does not return the token. The other tokens of the grant stay valid.'],
    afterwards: 'The access token stays valid until it expires, or until another call revokes the token.',
  },
  jwks: {
    says: 'Optional. Returns the public keys of access tokens that are JWTs. If the port has this function, the server serves the keys at [`paths.jwks`](#pathsjwks), and the metadata contains that URL.',
    takes: {},
    gives: 'a JWK Set (RFC 7517 §5): `{ keys }`.',
    contract: [
      'The keys must be public. A key with a private or secret member counts as a failure.',
      'Publish a new key at least five minutes before you sign with this key: clients may cache the response for five minutes.',
    ],
    afterwards: 'APIs that have cached the keys can still verify access tokens.',
  },
};

export const accessTokensMethods: MethodEntries<AccessTokens> = {
  saveAccessToken: {
    says: 'Stores the record of an access token.',
    takes: { record: '[an `AccessTokenRecord`](#the-record-accesstokenrecord). Use its `tokenHash` as the key.' },
    gives: 'nothing. The client receives the access token after this call.',
    contract: [
      'Keep the record at least until `expiresAt`. You may delete the record at any later time, because the server checks `expiresAt` itself.',
      'Each member of the record is a string, a number or `undefined`. `findAccessToken` may return a member as `null` instead of `undefined`. An empty `scope` must come back as an empty string.',
    ],
    afterwards:
      'If the client was redeeming a code, the code is used up, and the user must start again in the app. If the client was using a refresh token, the client can send the same request again within `refreshTokenReuseSeconds`.',
  },
  findAccessToken: {
    says: 'Returns the record of an access token.',
    takes: { tokenHash: 'the key of the record, which is the SHA-256 hash of the access token in base64url.' },
    gives:
      '[an `AccessTokenRecord`](#the-record-accesstokenrecord). Return `undefined` or `null` if the access token is unknown or was revoked.',
    contract: [
      'You may return an expired record. If the token belongs to a user, the server also calls `grants.findGrant`: the token is valid only if its grant is found.',
      'Compare the whole `tokenHash`, and distinguish upper and lower case. The record of another token counts as a failure. A record without its client, its scope or a time counts as a failure too.',
    ],
    afterwards:
      'The server does not know whether the access token is valid. The client can send the same request again.',
  },
  revokeAccessToken: {
    says: 'Revokes one access token.',
    takes: { tokenHash: 'the key of the record.' },
    gives: 'nothing.',
    contract: [
      'After this call, `findAccessToken` does not return the record. You may delete the record.',
      'An unknown or already revoked token is not an error.',
    ],
    afterwards: 'The access token stays valid until it expires, or until another call revokes the token.',
  },
};

export const storeMethods: MethodEntries<Store> = {
  saveCode: {
    says: 'Stores the record of a code.',
    takes: { record: '[a `CodeRecord`](#the-record-coderecord). Use its `codeHash` as the key.' },
    gives: 'nothing. The client receives the code after this call.',
    contract: [
      'Keep the record at least until `expiresAt`, even if the code has been used. You may delete the record at any later time, ' +
        'because the server checks `expiresAt` itself.',
      'Each member of the record is a string, a number or `undefined`. `takeCode` may return a member as `null` instead of `undefined`.',
      'Every process must be able to read the record, because the token request may reach another process.',
    ],
    afterwards:
      'The client never receives the code. If the user has answered the consent page, the user can send the same answer again.',
  },
  takeCode: {
    says: 'Reads the record of a code and marks the code as used, in one step.',
    takes: {
      codeHash: 'the key of the record, which is the SHA-256 hash of the code in base64url.',
      now: 'the time of this use. Keep the `now` of the first call.',
    },
    gives: '[a `TakenCode`](#the-record-takencode). Return `undefined` or `null` if the store has no such code.',
    contract: [
      'This step must be atomic. If several calls arrive at once, even in different processes, exactly one call receives `firstUse: ' +
        'true`. Use one SQL statement, such as `UPDATE … RETURNING`, or a transaction that locks the row.',
      'Keep a used code until it expires, so that the server can detect a second use.',
      '`firstUse` must be `true` or `false`, and `expiresAt` must be a number. Any other value counts as a failure.',
      'Return `now` of the first call as `usedAt`. With `usedAt`, the server detects a request that an app sent twice: see [`codeReuseSeconds`](#codereuseseconds).  ' +
        'If you omit `usedAt`, every second use revokes the grant.',
      'The code counts as used even if the server then rejects the token request.',
    ],
    afterwards:
      'Your store may already have marked the code as used, or may mark the code after the time limit. The client then receives `invalid_grant` when the client sends the code again. ' +
      'More than `codeReuseSeconds` later, the server reports a `replayed` event, although nobody stole the code.',
  },
  recordAnswer: {
    says: 'Records the answer to a consent request, unless an answer to this request is already recorded.',
    takes: {
      id: 'the identifier of the consent request, with 22 base64url characters.',
      answer: 'the answer: `deny`, or `allow` and the chosen scopes, for example `allow read write`.',
      expiresAt: 'the time from which you may delete the answer, in seconds since 1970-01-01T00:00:00Z.',
    },
    gives:
      'the recorded answer. The first call with this `id` returns `answer`. Every later call returns the answer of the first call. Any result that is not a string counts as a failure.',
    contract: [
      'This step must be atomic, as in `takeCode`. If several calls with the same `id` arrive at once, all calls receive the same answer.',
      'A recorded answer never changes.',
      'Keep the answer until `expiresAt`. After that time, the consent token is invalid anyway.',
    ],
    afterwards: 'Nothing is granted. The user can send the same answer again.',
  },
};

export const consentsMethods: MethodEntries<Consents> = {
  granted: {
    says: 'Returns the scopes that the user has already allowed for the client. `remember` adds scopes to this list.',
    takes: { subject: 'the `subject` of the owner.', clientId: 'the `client_id` of the client.' },
    gives:
      'a list of the scope tokens that `remember` received. `[]`, `undefined` and `null` mean that the user has allowed no scope. A string instead of a list counts as a failure.',
    contract: [
      'Omit scopes that the user has revoked.',
      'The server calls this function for every valid authorization request of a signed-in user, and for every valid answer on a consent page. ' +
        "The server may then ignore the result, for example with `rememberConsent: 'never'` or `consent: 'skip'`.",
      'Remembered consent does not expire. To make consent expire, omit old scopes from the result.',
    ],
    afterwards: 'If the user has answered the consent page, the user can send the same answer again.',
  },
  remember: {
    says: 'Adds the scopes that the user has just allowed.',
    takes: {
      subject: 'the `subject` of the owner.',
      clientId: 'the `client_id` of the client.',
      scope: 'the scopes that the user was asked for and has now allowed. The list is never empty.',
    },
    gives: 'nothing.',
    contract: [
      'Add these scopes to the stored scopes, and do not delete any stored scope.',
      'If the policy has `resources`, each scope begins with the resource that the user allowed the scope for: `https://api.example/mcp#read`. Store the ' +
        'whole string. If a scope was stored without a resource, the server asks the user again.',
      'Some of these scopes may already be stored. The server calls this function with every value of `rememberConsent`, including `never`.',
    ],
    afterwards: 'The code was saved, but the client never receives the code. The user can send the same answer again.',
  },
  forget: {
    says: 'Forgets everything that the user has allowed to the client. The server calls this function if a user or you revoke a grant.',
    takes: { subject: 'the `subject` of the owner.', clientId: 'the `client_id` of the client.' },
    gives: 'nothing.',
    contract: [
      'After this call, `granted` returns no scope for this user and this client, with or without a resource. Keep what the user allowed to other clients.',
      'It is not an error if the user has allowed nothing to the client.',
    ],
    afterwards:
      'The server still revokes the grant. However, the consent may still be stored, and the server then does not ask the user again. To try again, call `revokeClient` of [`grantsOf(server)`](#the-grants-of-users).',
  },
};

export const grantsMethods: MethodEntries<Grants> = {
  saveGrant: {
    says: 'Stores a grant: what the user allowed to the client.',
    takes: {
      record: '[a `GrantRecord`](#the-record-grantrecord). Use its `subject` and its `grantId` together as the key.',
    },
    gives: 'nothing.',
    contract: [
      'The server calls this function when a client redeems a code, and again in each refresh, with a new `lastUsedAt`. The new record replaces the stored record.',
      'If the grant is revoked, this function must change nothing, even if `revokeGrant` runs at the same time. Use one SQL statement with a condition.',
      'Keep the record at least until `expiresAt`. Each member of the record is a string, a number or `undefined`. `findGrant` may return a member as `null` instead of `undefined`.',
    ],
    afterwards:
      'If the client was redeeming a code, the code is used up, and the user must start again in the app. If the client was using a refresh token, the client can send the same request again within `refreshTokenReuseSeconds`.',
  },
  findGrant: {
    says: 'Returns one grant. The server calls this function to check a refresh token or one of its own access tokens. `find` and `revokeGrant` of [`grantsOf(server)`](#the-grants-of-users) and the endpoint `grantList` call this function too.',
    takes: { subject: 'the `subject` of the grant.', grantId: 'the `grantId` of the grant.' },
    gives:
      '[a `GrantRecord`](#the-record-grantrecord). Return `undefined` or `null` if the grant is unknown or revoked.',
    contract: [
      'Compare both values as a whole, and distinguish upper and lower case. Another grant counts as a failure. A grant without its client, its scope or a time counts as a failure too.',
    ],
    afterwards:
      'If the client was using a refresh token, the refresh token is not used up. The client can send the same request again.',
  },
  listGrants: {
    says: 'Returns every grant of a user, except revoked grants. `list` and `revokeClient` of [`grantsOf(server)`](#the-grants-of-users) call this function. The endpoint `grantList` calls this function too.',
    takes: { subject: 'the `subject` of the owner.' },
    gives: 'an array of [`GrantRecord`](#the-record-grantrecord), in any order. The array may contain expired grants.',
    contract: ['The array must not contain revoked grants.'],
    afterwards: 'If your own code calls `list` or `revokeClient`, the promise rejects with the error of this function.',
  },
  revokeGrant: {
    says: 'Revokes a grant. The refresh tokens and the access tokens of the grant are then invalid. The server calls this function if the client reuses a code with the right code verifier, or reuses a replaced refresh token. The server also calls this function if the client, the user or you revoke the grant.',
    takes: {
      subject: 'the `subject` of the grant.',
      grantId: 'the `grantId` of the grant.',
      until: 'the time until which the grant must stay revoked, in seconds since 1970-01-01T00:00:00Z.',
    },
    gives: 'nothing.',
    contract: [
      'The grant may be unknown. Store that the grant is revoked, so that a later call of `saveGrant` does not save the grant.',
      'This step must be atomic. After this call, `findGrant` and `listGrants` do not return the grant.',
      'To revoke a grant yourself, call [`grantsOf(server).revokeGrant`](#the-grants-of-users) instead of this function.',
    ],
    afterwards:
      'The server calls `tokens.revoke` even if this function throws. Raise an alert if a `failed` event follows a `replayed` event.',
  },
  saveRefreshToken: {
    says: 'Stores the record of a refresh token.',
    takes: { record: '[a `RefreshTokenRecord`](#the-record-refreshtokenrecord). Use its `tokenHash` as the key.' },
    gives: 'nothing. The client receives the refresh token after this call.',
    contract: [
      'The new record replaces the stored record, for example with a later `expiresAt`. If `useRefreshToken` has recorded a use, the use must stay recorded.',
      'Keep the record at least until `expiresAt`, even if the client has used the refresh token.',
    ],
    afterwards:
      'If the client was redeeming a code, the code is used up, and the user must start again in the app. If the client was using a refresh token, the client can send the same request again within `refreshTokenReuseSeconds`. The server then makes the same new refresh token again.',
  },
  findRefreshToken: {
    says: 'Returns the record of a refresh token.',
    takes: { tokenHash: 'the key of the record, which is the SHA-256 hash of the refresh token in base64url.' },
    gives:
      '[a `FoundRefreshToken`](#the-record-foundrefreshtoken). Return `undefined` or `null` if the refresh token is unknown.',
    contract: [
      '`used` must be `true` or `false`, and `expiresAt` must be a number. Any other value counts as a failure.',
    ],
    afterwards: 'The refresh token is not used up. The client can send the same request again.',
  },
  useRefreshToken: {
    says: 'Records the first use of a refresh token, unless a use is already recorded.',
    takes: {
      tokenHash: 'the key of the record.',
      use: '[a `RefreshTokenUse`](#the-record-refreshtokenuse).',
    },
    gives:
      'the recorded use. The first call returns `use`. Every later call returns the use of the first call. Return `undefined` or `null` if the refresh token is unknown. This result counts as a failure, because `findRefreshToken` has just returned the refresh token.',
    contract: [
      'This step must be atomic. If several calls arrive at once, even in different processes, all calls receive the same use. Use one SQL statement, such as `UPDATE … RETURNING`.',
      'A recorded use never changes. Keep the use for as long as the record of the refresh token.',
    ],
    afterwards:
      'Your store may have recorded the use before the failure, or may record the use after the time limit. The client can send the same request again within `refreshTokenReuseSeconds`.',
  },
};
