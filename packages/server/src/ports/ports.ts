import type { Client, CodeRecord, IssuedTokens, Owner, TakenCode } from '@codegrant/core';

/** A value, now or later. */
export type Awaitable<Value> = Value | Promise<Value>;

/** The registry of clients. */
export interface Clients {
  /** The client that is registered under an identifier, as `defineClient` or `readClient` made it. */
  readonly find: (clientId: string) => Awaitable<Client | undefined>;
}

/** Your sessions. */
export interface Owners<Context> {
  /** Who is signed in in the browser that sent the request. */
  readonly identify: (context: Context) => Awaitable<Owner | undefined>;
}

/** What people allowed to clients on earlier occasions. */
export interface Consents {
  /** Every scope that the subject ever allowed to the client and did not take back. */
  readonly granted: (subject: string, clientId: string) => Awaitable<readonly string[]>;
  /** Adds to them. */
  readonly remember: (subject: string, clientId: string, scope: readonly string[]) => Awaitable<void>;
}

/** Where codes are kept between the authorization endpoint and the token endpoint. */
export interface Store {
  /** Keeps the record under its `codeHash`, at least until its `expiresAt`. */
  readonly saveCode: (record: CodeRecord) => Awaitable<void>;
  /**
   * Takes a code, and marks it as used in the same step: of any number of calls at the same time, in any number of
   * processes, exactly one gets `firstUse: true`. There is no other way to read a code. A used code must be kept until it
   * expires, so that its second use is seen as one.
   */
  readonly takeCode: (codeHash: string) => Awaitable<TakenCode | undefined>;
  /**
   * Marks an identifier as spent, atomically too: true for the first call, false for every other.
   *
   * @param expiresAt until when it must be remembered, in seconds since 1970-01-01T00:00:00Z
   */
  readonly spend: (id: string, expiresAt: number) => Awaitable<boolean>;
}

/** What a token is issued for. */
export interface TokenGrant {
  /** The same for all tokens that come from one code. */
  readonly grantId: string;
  readonly subject: string;
  readonly clientId: string;
  readonly scope: readonly string[];
  /** When the owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
}

/** Your tokens. */
export interface Tokens {
  /** Makes the tokens that the client gets for its code. */
  readonly issue: (grant: TokenGrant) => Awaitable<IssuedTokens>;
  /** Takes back every token of a grant, those too that are being issued right now. */
  readonly revoke: (grantId: string) => Awaitable<void>;
}
