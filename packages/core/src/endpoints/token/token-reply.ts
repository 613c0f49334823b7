import { jsonReply } from '../../http/json-reply.ts';
import type { Reply } from '../../http/reply.ts';
import { joinScope } from '../../encoding/scope.ts';
import type { TokenGrant } from '../../grant/token-grant.ts';
import type { TokenResponse } from './token-response-schema.ts';

/** Issued tokens. */
export interface IssuedTokens {
  readonly accessToken: string;
  /** In seconds from now. */
  readonly expiresIn: number;
  /** Not possible: the server makes refresh tokens itself, if `refreshTokens` of the policy says so. */
  readonly refreshToken?: undefined;
}

// RFC 6749 §5.1: no cache keeps a reply with tokens, not even an HTTP/1.0 one.
const noCache = { pragma: 'no-cache' };

/** What a token response tells the client, besides the access token. */
interface AnsweredGrant {
  readonly grant: Pick<TokenGrant, 'scope'>;
  readonly refreshToken: string | undefined;
}

/** RFC 6749 §5.1. The scope is always in the reply, so a client need not remember what it requested. */
export const tokenReply = ({ grant, refreshToken }: AnsweredGrant, tokens: IssuedTokens): Reply => {
  const response: TokenResponse = {
    access_token: tokens.accessToken,
    token_type: 'Bearer',
    expires_in: tokens.expiresIn,
    scope: joinScope(grant.scope),
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
  };
  return jsonReply(200, response, noCache);
};
