import type { AccessTokens, Clients, Consents, Grants, Owners, Store, Tokens } from '@codegrant/server';
import type { MethodEntries } from './entries.ts';

const sameDecisionAgain = 'If the failure follows a decision of the user, the user can submit the same decision again.';

const refreshAgain = (name: string): string =>
  `If \`${name}\` fails while a client uses a refresh token, the client can repeat the request within \`refreshTokenReuseSeconds\`.`;

const tokenRequestAgain = (name: string): string =>
  `If \`${name}\` fails while a client redeems a code, the code is used up, and the user must start the authorization again. ${refreshAgain(name)}`;

export const clientsMethods: MethodEntries<Clients> = {
  find: {
    says: 'Finds the client of a request.',
    takes: {
      clientId: 'the `client_id` of the request: untrusted input, which may belong to no client.',
    },
    gives: 'the client. Return `undefined` or `null` if no client with this `client_id` is registered.',
    contract: [
      'Return the object that `defineClient` or `readClient` made. A plain registration, a copy of a client, or a client from a JSON cache ' +
        'makes the call fail.',
      'Store the registration of a client, and pass it to `readClient` in every lookup.',
      'Compare the whole `clientId`, and make the comparison case-sensitive. With a prefix search or a case-insensitive column, ' +
        'the port can return the wrong client, and then the call fails.',
      'A `clients` port may also have the member `registered`, an array of all clients. A port with `registered` has the type ' +
        '`ClientList`, which is also the return type of `clientList`. At startup, the server compares the `registered` clients with the ' +
        'policy, and throws if a client names a scope or a PKCE method that the policy lacks. Without `registered`, the server ' +
        'makes this comparison only in requests: if a request needs a scope or a PKCE method that the policy lacks, the server rejects the ' +
        'request. A `failed` event names the missing scope or PKCE method.',
      'The server looks up the client again for every request, so you may change or remove a client at any time.',
    ],
    afterwards: `If \`clients.find\` fails, the server has not validated the redirect URI, so it does not redirect to the client. ${sameDecisionAgain}`,
  },
};

export const ownerMethods: MethodEntries<Owners<unknown>> = {
  identify: {
    says: 'Returns the signed-in user who sent the request.',
    takes: {
      context: 'the request object that the adapter passes. The server itself never reads it.',
    },
    gives:
      '[an `Owner`](#the-record-owner). Return `undefined` or `null` if no user is signed in. Without a signed-in user, the authorization ' +
      'endpoint redirects the browser to `signInUrl`.',
    contract: [
      'Use a session cookie that scripts cannot read (`HttpOnly`, `SameSite=Lax`, `Secure`).',
      '`owner.identify` may also identify the user by a token in the `Authorization` header, such as an API key of the user. Never ' +
        'identify the user by an access token of a client: the client could then give itself more scopes than the user allowed.',
      '`subject` must be a non-empty string. Never reuse a `subject` for another user. A numeric `subject` makes the call fail, so return ' +
        '`String(id)`.',
      'The server calls `owner.identify` at most once per request.',
    ],
    afterwards: `If \`owner.identify\` fails, the server records no decision. ${sameDecisionAgain}`,
  },
};

export const tokensMethods: MethodEntries<Tokens> = {
  issue: {
    says: 'Issues an access token, for example when a client redeems a code or uses a refresh token.',
    takes: { grant: '[a `TokenGrant`](#the-record-tokengrant), which names the user, the client and the scope.' },
    gives: '[`IssuedTokens`](#the-record-issuedtokens).',
    contract: [
      'The server calls `tokens.issue` at most once for each code, after the store has marked the code as used. For a refresh token, the ' +
        'server calls `tokens.issue` once per use, and `scope` may be narrower than the granted scope.',
      'Do not return a refresh token, because the server makes refresh tokens itself: see [`refreshTokens`](#refreshtokens) of the policy.',
      'Store `grantId` with the token, because `tokens.revoke` receives only the `grantId`.',
      'A token must expire no later than its grant: see `expiresAt` of the `TokenGrant`.',
      'Store only a hash of the token, not the token itself.',
    ],
    afterwards:
      'If `tokens.issue` fails while a client redeems a code, the code is used up, and the user must start the authorization again. A ' +
      'client that sends the used code again receives `invalid_grant`. If the client sends the used code after ' +
      '`codeReuseSeconds`, the server also calls `tokens.revoke`. ' +
      `${refreshAgain('tokens.issue')} If \`tokens.issue\` takes longer than \`portTimeoutMilliseconds\`, no client receives the tokens that it returns.`,
  },
  revoke: {
    says:
      'Revokes every token of a grant. The server calls `tokens.revoke` and `grants.revokeGrant` in these cases:\n\n- The client uses a ' +
      'code a second time, and the second use revokes the grant: see [`codeReuseSeconds`](#codereuseseconds).\n- The client uses a ' +
      'replaced refresh token again, and the second use revokes the grant: see [`refreshTokenReuseSeconds`](#refreshtokenreuseseconds).\n- ' +
      'The client, the user or you revoke the grant.',
    takes: { grantId: 'the `grantId` that `tokens.issue` received, which is a UUID.' },
    gives: 'nothing.',
    contract: [
      'If `tokens.issue` and `tokens.revoke` run at the same time for one grant, the tokens that `tokens.issue` returns must be invalid. ' +
        '`tokens.issue` may finish after `tokens.revoke`, so store the revoked `grantId` for the lifetime of a token plus some minutes. ' +
        'Whenever you validate a token, check that its grant is not revoked.',
      'The server may call `tokens.revoke` several times for one grant, and also for a grant without tokens.',
    ],
    afterwards:
      'If `tokens.revoke` fails, tokens of the grant may stay valid. The server reports a `replayed` event before it calls ' +
      '`tokens.revoke`, so the `replayed` event does not show whether the revocation failed. Raise an alert if a `failed` event follows a ' +
      '`replayed` event. A client can repeat a failed revocation request.',
  },
  find: {
    says:
      'Optional. Returns the user, the client and the scope of an access token. `server.find(accessToken)` and [`protectedResource({ ' +
      'tokens: server })`](#protect-an-api) call `tokens.find`. The endpoints `revocation` and `introspection()` require `tokens.find`. If ' +
      'a `tokens` port has no `find`, `server.find` rejects with a `TypeError`.',
    takes: {
      accessToken: 'the access token of a request: untrusted input, which may be any string.',
    },
    gives:
      '[an `AccessToken`](#the-record-accesstoken). Return `undefined` or `null` if the token is unknown, expired or revoked.',
    contract: [
      'Do not return a token whose grant was revoked.',
      '`scope` and `resources` must be lists, and `issuedAt` and `expiresAt` must be times in seconds. If a member ' +
        'has the wrong type, the call fails. The server also refuses a token after its `expiresAt`.',
    ],
    afterwards:
      'If `tokens.find` fails, the server cannot know whether the access token is valid. The client can repeat its API request.',
  },
  revokeToken: {
    says:
      'Optional. Revokes one access token, for the endpoint `revocation`. If a `tokens` port has no `revokeToken`, a client cannot revoke ' +
      'a single access token.',
    takes: {
      accessToken: 'the access token. `tokens.revokeToken` must not throw for an unknown or already revoked token.',
    },
    gives: 'nothing.',
    contract: [
      'After `tokens.revokeToken`, `tokens.find` must not return the token. `tokens.revokeToken` must not revoke other tokens of the grant.',
    ],
    afterwards:
      'If `tokens.revokeToken` fails, the access token stays valid until it expires, or until a later call revokes it.',
  },
  jwks: {
    says:
      'Optional. If access tokens are JWTs, returns the public keys that verify them. If a `tokens` port has `jwks`, the server serves the ' +
      'keys at [`paths.jwks`](#pathsjwks), and the metadata contains their URL (`jwks_uri`).',
    takes: {},
    gives: 'a JWK Set (RFC 7517 §5): `{ keys }`.',
    contract: [
      'Return only public keys. If a key contains a private or secret part, such as `d` or `k`, the call fails.',
      'Publish a new key at least five minutes before you sign tokens with it, because clients may cache the keys for five minutes.',
    ],
    afterwards: 'If `tokens.jwks` fails, APIs that have cached the keys can still verify access tokens.',
  },
};

export const accessTokensMethods: MethodEntries<AccessTokens> = {
  saveAccessToken: {
    says: 'Stores the record of an access token.',
    takes: { record: '[an `AccessTokenRecord`](#the-record-accesstokenrecord), with `tokenHash` as its key.' },
    gives: 'nothing. The server sends the access token to the client only after `saveAccessToken` has succeeded.',
    contract: [
      'Keep the record of the access token at least until `expiresAt`. You may delete an expired record at any time, because the server ' +
        'itself checks `expiresAt`.',
      'Each member of an `AccessTokenRecord` is a string, a number or `undefined`. `findAccessToken` may return a member as `null` instead ' +
        'of `undefined`. `findAccessToken` must return an empty `scope` as an empty string.',
    ],
    afterwards: tokenRequestAgain('saveAccessToken'),
  },
  findAccessToken: {
    says: 'Returns the record of an access token.',
    takes: { tokenHash: 'the key of the record, which is the SHA-256 hash of the access token, in base64url.' },
    gives:
      '[an `AccessTokenRecord`](#the-record-accesstokenrecord). Return `undefined` or `null` if the access token is unknown or was revoked.',
    contract: [
      'You may return the record of an expired access token. If the access token belongs to a user, the server also calls ' +
        '`grants.findGrant`, and accepts the token only if `findGrant` returns its grant.',
      'Compare the whole `tokenHash`, and make the comparison case-sensitive. If `findAccessToken` returns the record of a token that ' +
        'the server did not ask for, or if the client, the scope or a time is missing in the record, the call fails.',
    ],
    afterwards:
      'If `findAccessToken` fails, the server cannot know whether the access token is valid. The client can repeat its API request.',
  },
  revokeAccessToken: {
    says: 'Revokes one access token.',
    takes: { tokenHash: 'the key of the record, which is the SHA-256 hash of the access token, in base64url.' },
    gives: 'nothing.',
    contract: [
      '`revokeAccessToken` may delete the record of the token, because `findAccessToken` must no longer return it.',
      '`revokeAccessToken` must not throw for an unknown or already revoked token.',
    ],
    afterwards:
      'If `revokeAccessToken` fails, the access token stays valid until it expires, or until a later call revokes it.',
  },
};

export const storeMethods: MethodEntries<Store> = {
  saveCode: {
    says: 'Stores the record of a code.',
    takes: { record: '[a `CodeRecord`](#the-record-coderecord), with `codeHash` as its key.' },
    gives: 'nothing. The server sends the code to the client only after `saveCode` has succeeded.',
    contract: [
      'Keep the record of the code at least until `expiresAt`, even if the code has been used. You may delete an expired record at any ' +
        'time, because the server itself checks `expiresAt`.',
      'Each member of a `CodeRecord` is a string, a number or `undefined`. `takeCode` may return a member as `null` instead of `undefined`.',
      'Every process must be able to read the record of the code, because the token request may reach another process.',
    ],
    afterwards: `If \`saveCode\` fails, the client never receives the code. ${sameDecisionAgain}`,
  },
  takeCode: {
    says: 'Reads the record of a code and marks the code as used, in one step.',
    takes: {
      codeHash: 'the key of the record, which is the SHA-256 hash of the code, in base64url.',
      now: 'the time at which the client sent the code. Store the `now` of the first call for each code.',
    },
    gives: '[a `TakenCode`](#the-record-takencode). Return `undefined` or `null` if the store does not have the code.',
    contract: [
      '`takeCode` must be atomic. If several calls with the same `codeHash` arrive at once, even in different processes, exactly one call must ' +
        'receive `firstUse: true`. Use one SQL statement, such as `UPDATE … RETURNING`, or a transaction that locks the row.',
      'Keep a used code until it expires, so that the server can detect a second use.',
      '`firstUse` must be a boolean, and `expiresAt` must be a number: otherwise the call fails.',
      'As `usedAt`, return the `now` of the first `takeCode` call for the code. The server needs `usedAt` to recognize a token request ' +
        'that an app sent twice: see [`codeReuseSeconds`](#codereuseseconds). If you omit `usedAt`, the server revokes the ' +
        'grant even if an app has merely repeated its token request.',
      'The code stays used even if the server then rejects the token request.',
    ],
    afterwards:
      'If `takeCode` fails, your store may nevertheless have marked the code as used, or may still mark it later. A client that sends a ' +
      'used code again receives `invalid_grant`. If the client sends the used code after `codeReuseSeconds`, the server reports a ' +
      '`replayed` event, although nobody ' +
      'stole the code.',
  },
  recordAnswer: {
    says: 'Records the decision of the user on a consent request, if no decision is recorded yet.',
    takes: {
      id: 'the identifier of the consent request, with 22 base64url characters.',
      answer: 'the decision of the user: `deny`, or `allow` and the chosen scopes, for example `allow read write`.',
      expiresAt: 'the time from which you may delete the decision, in seconds since 1970-01-01T00:00:00Z.',
    },
    gives:
      'the recorded decision: every call with the same `id` returns the `answer` of the first call. If `recordAnswer` does not return a string, ' +
      'the call fails.',
    contract: [
      '`recordAnswer` must be atomic. If several calls with the same `id` arrive at once, all calls must return the same decision.',
      'Never change a recorded decision.',
      'Keep the decision until `expiresAt`: at that time, the consent token of the consent request expires.',
    ],
    afterwards: `If \`recordAnswer\` fails, the server grants nothing. ${sameDecisionAgain}`,
  },
};

export const consentsMethods: MethodEntries<Consents> = {
  granted: {
    says:
      'Returns the scopes that the user has already allowed for the client. `consents.remember` adds scopes to the list that ' +
      '`consents.granted` returns.',
    takes: { subject: 'the `subject` of the owner.', clientId: 'the `client_id` of the client.' },
    gives:
      'a list of the scope tokens that `consents.remember` received. Return `[]`, `undefined` or `null` if the user has allowed no scope. ' +
      'If `consents.granted` returns a string instead of a list, the call fails.',
    contract: [
      'Omit scopes that the user has revoked.',
      'The server calls `consents.granted` for every valid authorization request of a signed-in user, and for every valid decision on a ' +
        'consent page. ' +
        "The server may ignore the result of `consents.granted`, for example with `rememberConsent: 'never'` or `consent: 'skip'`.",
      'Remembered consent does not expire by itself: to make it expire, omit old scopes from the result of `consents.granted`.',
    ],
    afterwards: sameDecisionAgain,
  },
  remember: {
    says: 'Adds the scopes that the user has just allowed.',
    takes: {
      subject: 'the `subject` of the owner.',
      clientId: 'the `client_id` of the client.',
      scope: 'the scopes that the user has just allowed on the consent page: at least one.',
    },
    gives: 'nothing.',
    contract: [
      'Add the new scopes to the stored scopes, and do not delete any stored scope.',
      'If the policy has `resources`, each scope begins with its resource, for example `https://api.example/mcp#read`. Store each scope ' +
        'together with its resource. If a scope was stored without a resource, the server asks the user again.',
      'Some of the new scopes may already be stored.',
      "The server calls `consents.remember` even if the policy contains `rememberConsent: 'never'`.",
    ],
    afterwards: `If \`consents.remember\` fails, the code is already saved, but the client never receives the code. ${sameDecisionAgain}`,
  },
  forget: {
    says: 'Forgets every scope that the user has allowed the client. The server calls `consents.forget` if a user or you revoke a grant.',
    takes: { subject: 'the `subject` of the owner.', clientId: 'the `client_id` of the client.' },
    gives: 'nothing.',
    contract: [
      'After `consents.forget`, `consents.granted` returns no scope for the user and the client, not even a scope with a resource. Keep ' +
        'the scopes that the user allowed for other clients.',
      '`consents.forget` must not throw if the store has no scope for the user and the client.',
    ],
    afterwards:
      'If `consents.forget` fails, the server still revokes the grant. While the consent is still stored, the server does not ask the user ' +
      'again. To forget the consent after the failure, call `revokeClient` of [`grantsOf(server)`](#the-grants-of-users).',
  },
};

export const grantsMethods: MethodEntries<Grants> = {
  saveGrant: {
    says: 'Stores a grant, which says what the user allowed the client.',
    takes: {
      record: '[a `GrantRecord`](#the-record-grantrecord), with `subject` and `grantId` together as its key.',
    },
    gives: 'nothing.',
    contract: [
      'The server calls `saveGrant` when a client redeems a code, and again with a new `lastUsedAt` each time the client uses a refresh ' +
        'token. The new record of a grant replaces the stored record.',
      'If the grant is revoked, `saveGrant` must change nothing, even if `revokeGrant` runs at the same time. Use one conditional SQL ' +
        'statement, such as `INSERT … ON CONFLICT DO UPDATE … WHERE`.',
      'Keep the record of the grant at least until `expiresAt`. Each member of a `GrantRecord` is a string, a number or `undefined`. ' +
        '`findGrant` may return a member as `null` instead of `undefined`.',
    ],
    afterwards: tokenRequestAgain('saveGrant'),
  },
  findGrant: {
    says:
      'Returns one grant. The server calls `findGrant` to check a refresh token or one of its own access tokens. `find` and `revokeGrant` ' +
      'of [`grantsOf(server)`](#the-grants-of-users) and the endpoint `grantList` also call `findGrant`.',
    takes: { subject: 'the `subject` of the grant.', grantId: 'the `grantId` of the grant.' },
    gives:
      '[a `GrantRecord`](#the-record-grantrecord). Return `undefined` or `null` if the grant is unknown or revoked.',
    contract: [
      'Compare the whole `subject` and the whole `grantId`, and make both comparisons case-sensitive. If `findGrant` returns a ' +
        'grant that the server did not ask for, or if the client, the scope or a time is missing in the grant, the call fails.',
    ],
    afterwards:
      'If `findGrant` fails while the client uses a refresh token, the refresh token is not used up, and the client can repeat the request.',
  },
  listGrants: {
    says:
      'Returns every grant of a user, except revoked grants. The server calls `listGrants` for the endpoint `grantList`, and for `list` ' +
      'and `revokeClient` of [`grantsOf(server)`](#the-grants-of-users).',
    takes: { subject: 'the `subject` of the owner.' },
    gives: 'an array of [`GrantRecord`](#the-record-grantrecord) in any order, which may contain expired grants.',
    contract: ['`listGrants` must not return revoked grants.'],
    afterwards:
      'If `listGrants` fails while your own code calls `list` or `revokeClient` of `grantsOf(server)`, the promise rejects with the error ' +
      'of `listGrants`.',
  },
  revokeGrant: {
    says:
      'Revokes a grant, so that its refresh tokens and its access tokens are invalid. The server calls `revokeGrant` if the client reuses ' +
      'a code with the right code verifier, or reuses a replaced refresh token. The server also calls `revokeGrant` if the client, the ' +
      'user or you revoke the grant.',
    takes: {
      subject: 'the `subject` of the grant.',
      grantId: 'the `grantId` of the grant.',
      until: 'the time until which the grant must stay revoked, in seconds since 1970-01-01T00:00:00Z.',
    },
    gives: 'nothing.',
    contract: [
      'Record the revocation even if the grant is unknown, so that a later `saveGrant` does not save the grant.',
      '`revokeGrant` must be atomic. After `revokeGrant` has revoked a grant, neither `findGrant` nor `listGrants` may return it.',
      'Do not call `revokeGrant` of the `grants` port yourself. To revoke a grant, call [`grantsOf(server).revokeGrant`](#the-grants-of-users).',
    ],
    afterwards:
      'The server calls `tokens.revoke` even if `revokeGrant` fails. Raise an alert if a `failed` event follows a `replayed` event.',
  },
  saveRefreshToken: {
    says: 'Stores the record of a refresh token.',
    takes: { record: '[a `RefreshTokenRecord`](#the-record-refreshtokenrecord), with `tokenHash` as its key.' },
    gives: 'nothing. The server sends the refresh token to the client only after `saveRefreshToken` has succeeded.',
    contract: [
      'If a record with the same `tokenHash` is already stored, replace it, because the new record may have a later `expiresAt`. ' +
        'Do not change the `RefreshTokenUse` that `useRefreshToken` has recorded for the refresh token.',
      'Keep the record of the refresh token at least until `expiresAt`, even if the client has used the token.',
    ],
    afterwards: `${tokenRequestAgain('saveRefreshToken')} If the client repeats the refresh request, the server makes the same new refresh token again.`,
  },
  findRefreshToken: {
    says: 'Returns the record of a refresh token.',
    takes: { tokenHash: 'the key of the record, which is the SHA-256 hash of the refresh token, in base64url.' },
    gives:
      '[a `FoundRefreshToken`](#the-record-foundrefreshtoken). Return `undefined` or `null` if the refresh token is unknown.',
    contract: ['`used` must be a boolean, and `expiresAt` must be a number: otherwise the call fails.'],
    afterwards: 'If `findRefreshToken` fails, the refresh token is not used up, and the client can repeat the request.',
  },
  useRefreshToken: {
    says: 'Records the first use of a refresh token, if no use is recorded yet.',
    takes: {
      tokenHash: 'the key of the record, which is the SHA-256 hash of the refresh token, in base64url.',
      use: '[a `RefreshTokenUse`](#the-record-refreshtokenuse).',
    },
    gives:
      'the `use` that the first call for this refresh token recorded. Return `undefined` or `null` if the refresh ' +
      'token is unknown: the call then fails, because `findRefreshToken` has just found the token.',
    contract: [
      '`useRefreshToken` must be atomic. If several calls for the same refresh token arrive at once, even in different processes, ' +
        'all calls must return the `RefreshTokenUse` that was recorded first. Use one SQL statement, such as `UPDATE … RETURNING`.',
      'Never change the recorded use of a refresh token, and keep it as long as the record of the refresh token.',
    ],
    afterwards:
      'If `useRefreshToken` fails, your store may nevertheless have recorded the use, or may still record it later. The client can repeat ' +
      'the refresh request within `refreshTokenReuseSeconds`.',
  },
};
