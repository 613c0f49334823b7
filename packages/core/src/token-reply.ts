import type { Redeemed } from './redeem.ts';
import type { Reply } from './reply.ts';
import { noStore } from './security-headers.ts';
import type { TokenRejection } from './token-rejection.ts';

/** Tokens, as an issuer made them. */
export interface IssuedTokens {
  readonly accessToken: string;
  /** In seconds from now. */
  readonly expiresIn: number;
  readonly refreshToken?: string | undefined;
}

// RFC 6749 §5.1: what holds tokens is not kept by any cache.
const headers = {
  ...noStore,
  pragma: 'no-cache',
  'content-type': 'application/json',
  'x-content-type-options': 'nosniff',
} as const;

/** RFC 6749 §5.1. The scope is always named: a client need not remember what it asked for. */
export const tokenReply = ({ record }: Pick<Redeemed, 'record'>, tokens: IssuedTokens): Reply => ({
  status: 200,
  headers,
  body: JSON.stringify({
    access_token: tokens.accessToken,
    token_type: 'Bearer',
    expires_in: tokens.expiresIn,
    refresh_token: tokens.refreshToken,
    scope: record.scope,
  }),
});

/** RFC 6749 §5.2. */
export const tokenRejectionReply = ({ rule }: TokenRejection): Reply => ({
  status: rule.verdict.status,
  headers: rule.verdict.status === 401 ? { ...headers, 'www-authenticate': 'Basic realm="token"' } : headers,
  body: JSON.stringify({ error: rule.verdict.error, error_description: rule.message }),
});
