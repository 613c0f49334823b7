import { OAuthError, OAuthErrorCode } from '@modelcontextprotocol/server';
import type { TokenVerifierOptions } from './token-verifier-options.ts';
import { type SdkErrors, type TokenVerifier, verifierWith } from './verifier-with.ts';

const errors: SdkErrors = {
  invalidToken: (message) => new OAuthError(OAuthErrorCode.InvalidToken, message),
  invalidRequest: (message) => new OAuthError(OAuthErrorCode.InvalidRequest, message),
  serverError: (message) => new OAuthError(OAuthErrorCode.ServerError, message),
};

/**
 * The `verifier` of `requireBearerAuth` in SDK 2.x: of `@modelcontextprotocol/express`, `@modelcontextprotocol/server` and the other
 * packages of this version. It refuses tokens that are unknown, expired or revoked, and tokens for another resource.
 *
 * If `tokens.find` fails, `report` receives the cause, and the client gets a 500: SDK 2.x has no 503.
 *
 * @throws {InvalidSettings} if options are invalid. The message names each of them
 * @example
 * const verifier = tokenVerifier({ tokens: server, resource: 'https://mail.example/mcp' });
 * app.all('/mcp', requireBearerAuth({ verifier }), toNodeHandler(handler));
 */
export const tokenVerifier = (options: TokenVerifierOptions): TokenVerifier => verifierWith(errors, options);
