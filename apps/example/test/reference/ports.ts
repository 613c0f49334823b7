import type { Clients, Consents, Owners, Store, Tokens } from '@codegrant/server';
import type { MethodEntries } from './entries.ts';

export const clientsMethods: MethodEntries<Clients> = {
  find: {
    says: 'Finds the client of a request.',
    takes: { clientId: 'the `client_id` that was sent. Anybody may have written it, and it may name nobody.' },
    gives: 'the client as `defineClient` or `readClient` made it; `undefined` or `null` where none is registered.',
    contract: [
      'A plain registration that was not passed through `defineClient` or `readClient` is a failure.',
      'Compare `clientId` as a whole, in its case. A prefix search or a case-insensitive column finds somebody else’s client.',
      'A client may change or disappear between two requests: it is looked up again in each of them.',
    ],
    afterwards:
      'The client is not told by a redirect: its redirect URI is not known yet. After an answer to the consent page, the consent ' +
      'token is spent: the user starts again in the app.',
  },
};

export const ownerMethods: MethodEntries<Owners<unknown>> = {
  identify: {
    says: 'Tells who is signed in in the browser that sent the request.',
    takes: { context: 'what the adapter hands over: its own request. Core never reads it.' },
    gives:
      '[an `Owner`](#the-record-owner); `undefined` or `null` where nobody is signed in. The browser is then sent to `signInUrl`.',
    contract: [
      'Answer from a session that scripts cannot read (`HttpOnly`, `SameSite=Lax`, `Secure`).',
      '`subject` must be a string, not empty, and never another user’s. A number is a failure: give `String(id)`.',
      'It is called at most once for a request.',
    ],
    afterwards: 'Nothing is used up: an answer to the consent page can be sent again.',
  },
};

export const tokensMethods: MethodEntries<Tokens> = {
  issue: {
    says: 'Makes the tokens that a client gets for its code.',
    takes: { grant: '[a `TokenGrant`](#the-record-tokengrant): whose token it is, for which client and scope.' },
    gives: '[`IssuedTokens`](#the-record-issuedtokens).',
    contract: [
      'It is called once for each code, after the code was marked as used.',
      'Keep `grantId` with the token: `revoke` names the token by it.',
      'Keep only a hash of the token.',
    ],
    afterwards:
      'The code is used up. A client that sends it again is told `invalid_grant`, and `revoke` is called. The user starts again.',
  },
  revoke: {
    says: 'Revokes every token of a grant. It is called when a used code is sent again by its own client with the right verifier.',
    takes: { grantId: 'the `grantId` that `issue` was given, the `codeHash` of the record.' },
    gives: 'nothing.',
    contract: [
      'Tokens that are being issued at this moment must be invalid too. Remember the `grantId`, for as long as one of its tokens ' +
        'could live, and check it wherever a token is read.',
      'Refresh tokens of the grant, and what was made of them, are revoked with it.',
      'It may be called several times for one grant, and for a grant that never got a token.',
    ],
    afterwards:
      'The tokens stay valid, as far as your code has not revoked them. The `replayed` event was reported before: alert on a ' +
      '`failed` that follows it.',
  },
};

export const storeMethods: MethodEntries<Store> = {
  saveCode: {
    says: 'Keeps the record of a code.',
    takes: { record: '[a `CodeRecord`](#the-record-coderecord). Its key is `codeHash`.' },
    gives: 'nothing. The code goes to the client once this is done.',
    contract: [
      'Keep it at least until `expiresAt`, used or not. You may delete it then: the server compares `expiresAt` itself.',
      'The record is flat: strings, numbers, and members that are `undefined`. Those may come back as `null`.',
      'Every process must see it: the token request may reach another one.',
    ],
    afterwards: 'The code never reaches the client. After an answer to the consent page, the consent token is spent.',
  },
  takeCode: {
    says: 'Reads a code and marks it as used, in one step.',
    takes: { codeHash: 'the key of the record: SHA-256 of the code, base64url.' },
    gives: '[a `TakenCode`](#the-record-takencode); `undefined` or `null` where there is none.',
    contract: [
      'Atomic: of any number of calls at once, in any number of processes, exactly one gets `firstUse: true`. Use one statement, ' +
        'such as `UPDATE … RETURNING`, or a transaction that locks the row.',
      'A used code must be kept until it expires, so that a second use is noticed.',
      '`firstUse` must be `true` or `false`, `expiresAt` a number. Anything else is a failure.',
      'The code counts as used even if the request turns out to be wrong.',
    ],
    afterwards:
      'The code is used up if your store has marked it. The client may try again, and is told `invalid_grant` in that case.',
  },
  spend: {
    says: 'Marks a consent token as answered.',
    takes: {
      id: 'the identifier of the consent token: 22 characters of base64url.',
      expiresAt: 'until when it must be remembered, in seconds since 1970-01-01T00:00:00Z.',
    },
    gives:
      '`true` for the first call with this `id`, `false` for every other. Anything else, a count of rows too, is a failure.',
    contract: [
      'Atomic, as `takeCode` is: of any number of calls at once, one gets `true`.',
      'Remember it until `expiresAt`. The consent token is worth nothing after that.',
    ],
    afterwards: 'Nothing is granted. The user may answer again, unless your store has already kept the `id`.',
  },
};

export const consentsMethods: MethodEntries<Consents> = {
  granted: {
    says: 'Tells what the user has allowed to the client before. `remember` adds to it.',
    takes: { subject: 'the `subject` of the owner.', clientId: 'the `client_id` of the client.' },
    gives: 'a list of scope tokens; `[]`, `undefined` or `null` for none. One string of several scopes is a failure.',
    contract: [
      'What the user has revoked since is not in it.',
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
      'The code was saved, but never reaches the client. The consent token is spent: the user starts again in the app.',
  },
};
