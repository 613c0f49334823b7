import type { Client } from '../client/client.ts';
import type { MatchedRedirectUri } from '../redirect-uri/match-redirect-uri.ts';
import type { Rule } from '../rules/rule.ts';

/** RFC 6749 §4.1.2.1: what a client may be told by redirect. */
export type AuthorizationError =
  | 'invalid_request'
  | 'unauthorized_client'
  | 'access_denied'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'server_error'
  | 'temporarily_unavailable';

/** What may be done: the client is told by redirect. */
export interface RejectionVerdict {
  readonly error: AuthorizationError;
}

/** The client that an answer goes to, where it goes, and the state that goes with it. */
export interface Recipient {
  readonly client: Client;
  readonly redirectUri: MatchedRedirectUri;
  /** The state exactly as received, `undefined` if none came or it can not be told which. */
  readonly state: string | undefined;
}

/** An error that the client is told at its redirect URI. */
export interface Rejection extends Recipient {
  readonly kind: 'reject';
  readonly rule: Rule<RejectionVerdict>;
  /** Whose request it was, for logs; `undefined` where it did not come to that. */
  readonly subject: string | undefined;
}

/** Tells the recipient that the rule was broken. */
export const reject = (
  { client, redirectUri, state }: Recipient,
  rule: Rule<RejectionVerdict>,
  subject?: string,
): Rejection => ({ kind: 'reject', client, redirectUri, state, rule, subject });
