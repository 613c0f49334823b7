import { InvalidRequestError, InvalidTokenError, ServerError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import type { TokenVerifierOptions } from './token-verifier-options.ts';
import { type SdkErrors, type TokenVerifier, verifierWith } from './verifier-with.ts';

export { type AuthInfo, type AuthInfoExtra, subjectOf } from './auth-info.ts';
export { mcpPolicy, type McpPolicySettings } from './mcp-policy.ts';
export { type OAuthMetadata, oauthMetadata } from './oauth-metadata.ts';
export type { TokenVerifierOptions } from './token-verifier-options.ts';
export type { TokenVerifier } from './verifier-with.ts';

const errors: SdkErrors = {
  invalidToken: (message) => new InvalidTokenError(message),
  invalidRequest: (message) => new InvalidRequestError(message),
  serverError: (message) => new ServerError(message),
};

/**
 * The `verifier` of `requireBearerAuth` in SDK 1.x, the package `@modelcontextprotocol/sdk`. It refuses tokens that are unknown, expired
 * or revoked, and tokens for another resource.
 *
 * If `tokens.find` fails, `report` receives the cause, and the client gets a 500: SDK 1.x has no 503.
 *
 * @throws {InvalidSettings} if options are invalid. The message names each of them
 * @example
 * const verifier = tokenVerifier({ tokens: server, resource: 'https://mail.example/mcp' });
 * app.all('/mcp', requireBearerAuth({ verifier }), answerMcp);
 */
export const tokenVerifier = (options: TokenVerifierOptions): TokenVerifier => verifierWith(errors, options);
