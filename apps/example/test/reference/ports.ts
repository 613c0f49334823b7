import type { Clients, Consents, Owners, Store, Tokens } from '@codegrant/server';
import type { MethodEntries } from './entries.ts';

export const clientsMethods: MethodEntries<Clients> = {
  find: {
    says: 'Finds the client of a request.',
    takes: { clientId: 'the `client_id` of the request. It is untrusted input, and may not belong to any client.' },
    gives: 'the client that `defineClient` or `readClient` made; `undefined` or `null` if none is registered.',
    contract: [
      'A plain registration is a failure. Pass it through `defineClient` or `readClient` first.',
      'Compare the whole `clientId`, and its case. A prefix search or a case-insensitive column can find the wrong client.',
      'Every request looks the client up again, so it may change or disappear at any time.',
    ],
    afterwards:
      'The client does not learn of it, because its redirect URI is not known yet. After an answer to the consent page, the consent ' +
      'token is used up: the user starts again in the app.',
  },
};

export const ownerMethods: MethodEntries<Owners<unknown>> = {
  identify: {
    says: 'Returns the user who is signed in in the browser of the request.',
    takes: { context: 'the request object that the adapter passes. Core never reads it.' },
    gives:
      '[an `Owner`](#the-record-owner); `undefined` or `null` if no user is signed in. The browser is then redirected to `signInUrl`.',
    contract: [
      'Read a session that scripts cannot read (`HttpOnly`, `SameSite=Lax`, `Secure`).',
      '`subject` must be a non-empty string that is never reused for another user. A number is a failure: return `String(id)`.',
      'It is called at most once for a request.',
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
      'It is called once for each code, after the code was marked as used.',
      'Keep `grantId` with the token. `revoke` receives it.',
      'Keep only a hash of the token.',
    ],
    afterwards:
      'The code is used up. If the client sends it again, it gets `invalid_grant`, and `revoke` is called. The user starts again.',
  },
  revoke: {
    says: 'Revokes every token of a grant. It is called if a used code is sent again by its own client with the right verifier.',
    takes: { grantId: 'the `grantId` that `issue` received, which is the `codeHash` of the record.' },
    gives: 'nothing.',
    contract: [
      'Tokens that are being issued at the same time must be invalid too. Remember the `grantId` as long as one of its tokens ' +
        'could be valid, and check it whenever you read a token.',
      'Revoke refresh tokens of the grant too, and the tokens issued for them.',
      'It may be called several times for one grant, also for a grant without a token.',
    ],
    afterwards:
      'The tokens stay valid if your code has not revoked them. The `replayed` event was already reported: alert on a ' +
      '`failed` event that follows it.',
  },
};

export const storeMethods: MethodEntries<Store> = {
  saveCode: {
    says: 'Keeps the record of a code.',
    takes: { record: '[a `CodeRecord`](#the-record-coderecord). Its key is `codeHash`.' },
    gives: 'nothing. The client receives the code after this call.',
    contract: [
      'Keep it at least until `expiresAt`, used or not. You may delete it then: the server checks `expiresAt` itself.',
      'The record is flat: strings, numbers, and members that are `undefined`. You may return `null` for those.',
      'Every process must see it, because the token request may reach another process.',
    ],
    afterwards:
      'The client never receives the code. After an answer to the consent page, the consent token is used up.',
  },
  takeCode: {
    says: 'Reads a code and marks it as used, in one step.',
    takes: { codeHash: 'the key of the record: SHA-256 of the code, base64url.' },
    gives: '[a `TakenCode`](#the-record-takencode); `undefined` or `null` if there is none.',
    contract: [
      'It is atomic: if several calls arrive at once, even in different processes, exactly one gets `firstUse: true`. Use one statement, ' +
        'such as `UPDATE … RETURNING`, or a transaction that locks the row.',
      'Keep a used code until it expires, so that its second use is noticed.',
      '`firstUse` must be `true` or `false`, and `expiresAt` a number. Any other value is a failure.',
      'The code counts as used even if the token request is rejected.',
    ],
    afterwards:
      'The code is used up if your store has marked it. The client may try again, and then gets `invalid_grant`.',
  },
  spend: {
    says: 'Marks a consent token as used.',
    takes: {
      id: 'the identifier of the consent token: 22 base64url characters.',
      expiresAt: 'when the identifier may be forgotten, in seconds since 1970-01-01T00:00:00Z.',
    },
    gives:
      '`true` for the first call with this `id`, `false` for every other. Any other result, including a row count, is a failure.',
    contract: [
      'It is atomic, like `takeCode`: if several calls arrive at once, exactly one gets `true`.',
      'Remember it until `expiresAt`. The consent token is invalid after that.',
    ],
    afterwards: 'Nothing is granted. The user may answer again, unless your store has already kept the `id`.',
  },
};

export const consentsMethods: MethodEntries<Consents> = {
  granted: {
    says: 'Returns what the user has allowed to the client before. `remember` adds to it.',
    takes: { subject: 'the `subject` of the owner.', clientId: 'the `client_id` of the client.' },
    gives:
      'a list of scope tokens; `[]`, `undefined` or `null` for none. A single string of several scopes is a failure.',
    contract: [
      'Leave out what the user has revoked since.',
      'It is called for every request of a user who is signed in, also where the result is not used: with `rememberConsent: ' +
        "'never'`, for a native app, or with `consent: 'skip'`.",
      'Nothing expires by itself. If consent is to expire, leave old scopes out.',
    ],
    afterwards: 'After an answer to the consent page, the consent token is spent: the user starts again in the app.',
  },
  remember: {
    says: 'Adds what the user has just allowed.',
    takes: {
      subject: 'the `subject` of the owner.',
      clientId: 'the `client_id` of the client.',
      scope: 'the scopes that were allowed by this answer: those that were asked for, never an empty list.',
    },
    gives: 'nothing.',
    contract: [
      'Add, do not replace: scopes that were allowed before are not in the list.',
      'The same scope may come again. It is called under every `rememberConsent`, `never` too.',
    ],
    afterwards:
      'The code was saved, but the client never receives it. The consent token is used up: the user starts again in the app.',
  },
};
