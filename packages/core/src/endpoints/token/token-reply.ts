import { jsonReply } from '../../http/json-reply.ts';
import type { JsonValue } from '../../http/json-value.ts';
import type { Reply } from '../../http/reply.ts';
import { noCache } from '../../http/security-headers.ts';
import { joinScope } from '../../encoding/scope.ts';
import type { TokenGrant } from '../../grant/token-grant.ts';
import type { TokenResponse } from './token-response-schema.ts';

/** Issued tokens. */
export interface IssuedTokens {
  readonly accessToken: string;
  /** How long the access token is valid from now, in seconds. */
  readonly expiresIn: number;
  /** Omit this member: the server makes refresh tokens itself. See `refreshTokens` of the policy. */
  readonly refreshToken?: undefined;
  /**
   * Further members of the token response, such as `{ id_token: '…' }`. These names count as a failure: `access_token`, `token_type`,
   * `expires_in`, `scope`, `refresh_token`, and the members of an error. Default: none.
   */
  readonly members?: Readonly<Record<string, JsonValue>> | undefined;
}

/** The members of a token response that the server sets (RFC 6749 §5.1), and those of an error (RFC 6749 §5.2). */
export const tokenResponseMembers: readonly string[] = [
  'access_token',
  'token_type',
  'expires_in',
  'scope',
  'refresh_token',
  'error',
  'error_description',
  'error_uri',
];

/** What a token response tells the client, besides the access token. */
interface AnsweredGrant {
  readonly grant: Pick<TokenGrant, 'scope'>;
  readonly refreshToken: string | undefined;
}

/** RFC 6749 §5.1. The scope is always in the reply, so a client need not remember what it requested. */
export const tokenReply = ({ grant, refreshToken }: AnsweredGrant, tokens: IssuedTokens): Reply => {
  const response: TokenResponse = {
    // First, so that none of them replaces a member of the standard.
    ...tokens.members,
    access_token: tokens.accessToken,
    token_type: 'Bearer',
    expires_in: tokens.expiresIn,
    scope: joinScope(grant.scope),
    refresh_token: refreshToken,
  };
  return jsonReply(200, response, noCache);
};
