import type { Client } from '../client/client.ts';
import type { MatchedRedirectUri } from '../redirect-uri/match-redirect-uri.ts';
import type { Rule } from '../rules/rule.ts';
import type { Retry } from './retry-after.ts';

/** The errors that a client may receive by redirect: RFC 6749 §4.1.2.1, and RFC 8707 §2. */
export type AuthorizationError =
  | 'invalid_request'
  | 'unauthorized_client'
  | 'access_denied'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'server_error'
  | 'temporarily_unavailable';

/** What happens: the client receives the error by redirect. If it is not trusted, the user sees a page with a link to it. */
export interface RejectionVerdict extends Retry {
  readonly error: AuthorizationError;
}

/** RFC 6749 §4.1.2.1: the request is malformed. */
export const invalidRequest: RejectionVerdict = { error: 'invalid_request' };

/** The client that receives the answer, its redirect URI, and the state. */
export interface Recipient {
  readonly client: Client;
  readonly redirectUri: MatchedRedirectUri;
  /** The state exactly as received. `undefined` if there was none, or more than one. */
  readonly state: string | undefined;
}

/** An error that the client receives at its redirect URI. */
export interface Rejection extends Recipient {
  readonly kind: 'reject';
  readonly rule: Rule<RejectionVerdict>;
  /** The subject of the resource owner, for logs. `undefined` if nobody was identified. */
  readonly subject: string | undefined;
}

/** Rejects a request that broke the rule: its client receives the error. */
export const reject = (
  { client, redirectUri, state }: Recipient,
  rule: Rule<RejectionVerdict>,
  subject?: string,
): Rejection => Object.freeze({ kind: 'reject', client, redirectUri, state, rule, subject });
