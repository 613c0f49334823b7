import type { Clients, Consents, Owners, Store, Tokens } from '@codegrant/server';
import type { MethodEntries } from './entries.ts';

export const clientsMethods: MethodEntries<Clients> = {
  find: {
    says: 'Finds the client of a request.',
    takes: { clientId: 'the `client_id` of the request. It is untrusted input, and might not belong to any client.' },
    gives: 'the client, made by `defineClient` or `readClient`; `undefined` or `null` if none is registered.',
    contract: [
      'A plain registration counts as a failure. Pass it through `defineClient` or `readClient` first.',
      'Compare the whole `clientId`, including its case. A prefix search or a case-insensitive column can find the wrong client.',
      'The client is looked up again for every request, so it may change or disappear at any time.',
    ],
    afterwards:
      'The client is not informed, because its redirect URI is not known yet. If the user has answered the consent page, the consent ' +
      'token is used up: the user must start again in the app.',
  },
};

export const ownerMethods: MethodEntries<Owners<unknown>> = {
  identify: {
    says: 'Returns the signed-in user of the request.',
    takes: { context: 'the request object that the adapter passes. Core never reads it.' },
    gives:
      '[an `Owner`](#the-record-owner); `undefined` or `null` if no user is signed in. The browser is then redirected to `signInUrl`.',
    contract: [
      'Use a session cookie that scripts cannot read (`HttpOnly`, `SameSite=Lax`, `Secure`).',
      '`subject` must be a non-empty string that is never reused for another user. A number counts as a failure: return `String(id)`.',
      'It is called at most once per request.',
    ],
    afterwards: 'Nothing is used up: the user can send the answer of the consent page again.',
  },
};

export const tokensMethods: MethodEntries<Tokens> = {
  issue: {
    says: 'Issues the tokens for a redeemed code.',
    takes: { grant: '[a `TokenGrant`](#the-record-tokengrant): the user, the client and the scope.' },
    gives: '[`IssuedTokens`](#the-record-issuedtokens).',
    contract: [
      'It is called once for each code, after the code has been marked as used.',
      'Keep `grantId` with the token. `revoke` receives it.',
      'Keep only a hash of the token.',
    ],
    afterwards:
      'The code is used up. If the client sends it again, the client receives `invalid_grant`, and `revoke` is called. The user must start again.',
  },
  revoke: {
    says: 'Revokes every token of a grant. It is called if a used code is sent again with the right verifier by the client that it was issued to.',
    takes: { grantId: 'the `grantId` that `issue` received, which is the `codeHash` of the record.' },
    gives: 'nothing.',
    contract: [
      'Tokens that are being issued at the same time must become invalid too. Remember the `grantId` for as long as one of its tokens ' +
        'could be valid, and check it whenever you read a token.',
      'Also revoke the refresh tokens of the grant, and every token that was issued in exchange for one of them.',
      'It may be called several times for one grant, even for a grant without a token.',
    ],
    afterwards:
      'Tokens that `revoke` has not revoked stay valid. The `replayed` event has already been reported by then, so it does not ' +
      'show that the revocation failed. Alert on a `failed` event that follows it.',
  },
};

export const storeMethods: MethodEntries<Store> = {
  saveCode: {
    says: 'Keeps the record of a code.',
    takes: { record: '[a `CodeRecord`](#the-record-coderecord). Its key is `codeHash`.' },
    gives: 'nothing. The client receives the code after this call.',
    contract: [
      'Keep it at least until `expiresAt`, whether the code is used or not. You may then delete it, because the server checks `expiresAt` itself.',
      'The record is flat: its members are strings, numbers or `undefined`. `takeCode` may return `null` instead of `undefined`.',
      'Every process must see it, because the token request may reach another process.',
    ],
    afterwards:
      'The client never receives the code. If the user has answered the consent page, the consent token is used up.',
  },
  takeCode: {
    says: 'Reads a code and marks it as used, in one step.',
    takes: { codeHash: 'the key of the record: SHA-256 of the code, base64url.' },
    gives: '[a `TakenCode`](#the-record-takencode); `undefined` or `null` if there is none.',
    contract: [
      'It is atomic: if several calls arrive at once, even in different processes, exactly one receives `firstUse: true`. Use one statement, ' +
        'such as `UPDATE … RETURNING`, or a transaction that locks the row.',
      'Keep a used code until it expires, so that its second use is detected.',
      '`firstUse` must be `true` or `false`, and `expiresAt` a number. Any other value counts as a failure.',
      'The code counts as used even if the token request is rejected.',
    ],
    afterwards:
      'If your store has already marked the code as used, a client that tries again receives `invalid_grant`.',
  },
  spend: {
    says: 'Marks a consent token as used.',
    takes: {
      id: 'the identifier of the consent token, 22 base64url characters.',
      expiresAt: 'the time from which the identifier may be forgotten, in seconds since 1970-01-01T00:00:00Z.',
    },
    gives:
      '`true` for the first call with this `id`, `false` for every other. Any other result, including a row count, counts as a failure.',
    contract: [
      'It is atomic, like `takeCode`: if several calls arrive at once, exactly one receives `true`.',
      'Remember it until `expiresAt`. The consent token is invalid after that.',
    ],
    afterwards: 'Nothing is granted. The user may answer again, unless your store has already kept the `id`.',
  },
};

export const consentsMethods: MethodEntries<Consents> = {
  granted: {
    says: 'Returns the scopes that the user has already allowed for the client. `remember` adds to them.',
    takes: { subject: 'the `subject` of the owner.', clientId: 'the `client_id` of the client.' },
    gives:
      'a list of scope tokens; `[]`, `undefined` or `null` for none. A single string of several scopes counts as a failure.',
    contract: [
      'Omit scopes that the user has revoked since.',
      'It is called for every request of a signed-in user, even if the result is not used: with `rememberConsent: ' +
        "'never'`, for a native app, or with `consent: 'skip'`.",
      'Consent does not expire by itself. To make it expire, omit old scopes.',
    ],
    afterwards:
      'If the user has answered the consent page, the consent token is used up: the user must start again in the app.',
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
      'Add these scopes to the existing ones: the list does not contain scopes that were allowed before.',
      'It may receive the same scope again. It is called with every value of `rememberConsent`, including `never`.',
    ],
    afterwards:
      'The code was saved, but the client never receives it. The consent token is used up: the user must start again in the app.',
  },
};
