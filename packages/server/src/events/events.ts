import type { RequirementNumber, Rule, RuleName, TokenType } from '@codegrant/core';

/** The endpoint that was called. `grantList` stands for the functions of `grantsOf` too, and `clientList` for those of `managedClients`. */
export type Endpoint =
  | 'authorize'
  | 'consent'
  | 'consentDetails'
  | 'grants'
  | 'grantList'
  | 'clientList'
  | 'token'
  | 'revoke'
  | 'introspect'
  | 'register'
  | 'metadata'
  | 'jwks'
  /** Not an endpoint of the server: a request to an API that `protectedResource` checks. */
  | 'protectedResource';

/** The rule that a request broke. */
interface BrokenRule {
  readonly rule: RuleName;
  /** The numbers of the requirements that the rule enforces. */
  readonly requirements: readonly RequirementNumber[];
}

/** The outcome of a request. */
export type Outcome =
  /**
   * The user saw an error page, or a page of yours got an error in JSON. `status` is the HTTP status. Nothing was sent
   * to the client.
   */
  | ({ readonly kind: 'refused'; readonly status: number } & BrokenRule)
  /**
   * The client got an error, or the user saw it on a page because the client is not trusted. `error` is the OAuth error
   * code; it is `access_denied` if the resource owner denied the request.
   */
  | ({ readonly kind: 'rejected'; readonly error: string } & BrokenRule)
  /** The browser was sent to the sign-in page. */
  | { readonly kind: 'signInRequested' }
  /** The resource owner was asked to allow this scope. */
  | { readonly kind: 'consentRequested'; readonly scope: readonly string[] }
  /** A consent page hosted by the operator read the details of a consent request for this scope. */
  | { readonly kind: 'consentShown'; readonly scope: readonly string[] }
  /** A code was issued for this scope. */
  | { readonly kind: 'granted'; readonly scope: readonly string[] }
  /** A code was redeemed for tokens of this scope. */
  | { readonly kind: 'redeemed'; readonly scope: readonly string[] }
  /** A refresh token was used for an access token of this scope. */
  | { readonly kind: 'refreshed'; readonly scope: readonly string[] }
  /**
   * A client got an access token of this scope with another grant type: `client_credentials`, or one of the option `grantTypes`. Without
   * a user there is no `subjectHash`.
   */
  | { readonly kind: 'tokenIssued'; readonly grantType: string; readonly scope: readonly string[] }
  /**
   * A client presented its code a second time, with the right verifier, or a refresh token that was replaced. The grant and its
   * tokens are revoked.
   */
  | ({ readonly kind: 'replayed'; readonly error: string } & BrokenRule)
  /** A client revoked its access token, or its refresh token: then the grant and all its tokens are revoked. */
  | { readonly kind: 'revoked'; readonly tokenType: TokenType }
  /**
   * A client sent a token to revoke that is not valid (`unknown`), or that was issued to another client. It was told the same as if
   * the token was revoked.
   */
  | { readonly kind: 'notRevoked'; readonly because: 'unknown' | 'anotherClient' }
  /** A client or a user asked about a token, and was told whether it is active. */
  | { readonly kind: 'introspected'; readonly active: boolean }
  /** A resource owner read the list of their grants, or one grant: this many are in the answer. */
  | { readonly kind: 'grantsShown'; readonly count: number }
  /**
   * A grant of this scope and its tokens were revoked: `by` the resource owner at the list of grants, or by the operator, with a
   * function of `grantsOf`.
   */
  | { readonly kind: 'grantRevoked'; readonly scope: readonly string[]; readonly by: 'owner' | 'operator' }
  /** A manager of clients read a list of clients, or one client: this many are in the answer. */
  | { readonly kind: 'clientsShown'; readonly count: number }
  /**
   * A client was created, changed or deleted, or got a new secret: `by` a manager over HTTP, or by the operator, with a function of
   * `managedClients`.
   */
  | {
      readonly kind: 'clientManaged';
      readonly action: 'created' | 'changed' | 'secretRotated' | 'deleted';
      readonly by: 'manager' | 'operator';
    }
  /** A client registered itself. */
  | { readonly kind: 'registered' }
  /**
   * The caller reached one of the `limits`, and got an error with the status 429. `reason` says which limit. The caller can try again after
   * `retryAfterSeconds`.
   */
  | { readonly kind: 'limited'; readonly reason: string; readonly retryAfterSeconds: number }
  /**
   * A port or a page of yours threw, or returned a value that cannot be used, or a registration contradicts the policy.
   * `cause` is what it threw, or an error that says what to change.
   */
  | { readonly kind: 'failed'; readonly cause: unknown };

/** The members that every event has. */
interface CommonMembers {
  readonly endpoint: Endpoint;
  /** The `client_id` of the registered client. `undefined` if the client is not known. */
  readonly clientId: string | undefined;
  /**
   * A keyed hash of the resource owner's subject: see `subjectHash`. `undefined` if no resource owner was identified.
   */
  readonly subjectHash: string | undefined;
  /** When it happened, in whole seconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  /** The time from the start of the request to this event, in milliseconds, with fractions. */
  readonly durationMs: number;
}

/**
 * An event for logs, counters and traces.
 *
 * Every answered request has one event. Served metadata, served keys and CORS preflights have none. A port or page that throws adds
 * a `failed` event, or a `limited` event for a {@link LimitReached}. No event contains a code, state, verifier, secret, token or subject, except in `cause`, which is
 * passed on unchanged.
 */
export type ServerEvent = CommonMembers & Outcome;

/** The members of an event that name the broken rule. */
export const brokenRule = ({ name, requirements }: Rule<unknown>): BrokenRule => ({ rule: name, requirements });
