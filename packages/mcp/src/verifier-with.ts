import { protectedResource, type Reply } from '@codegrant/server';
import { type AuthInfo, authInfoOf } from './auth-info.ts';
import { checkTokenVerifierOptions, type TokenVerifierOptions } from './token-verifier-options.ts';

/** What `requireBearerAuth` of the MCP SDK needs. */
export interface TokenVerifier {
  /**
   * Verifies an access token.
   *
   * @returns what the token says. Rejects with an error of the MCP SDK, which `requireBearerAuth` turns into an HTTP response
   */
  readonly verifyAccessToken: (accessToken: string) => Promise<AuthInfo>;
}

/** Why a token is refused. The SDK answers with 401, 400 and 500. */
type RefusalKind = 'invalidToken' | 'invalidRequest' | 'serverError';

/** Makes the error of a version of the SDK. The message is for the client. */
export type SdkErrors = Readonly<Record<RefusalKind, (message: string) => Error>>;

/** Every refusal that is not here is a failure of the server. In it, another token would not help. */
const kinds: Readonly<Record<number, RefusalKind>> = { 400: 'invalidRequest', 401: 'invalidToken' };

const descriptionIn = ({ body }: Reply): string => {
  const { error_description }: { error_description?: unknown } = Object(JSON.parse(body));
  return String(error_description);
};

const refusal = (reply: Reply, errors: SdkErrors): Error =>
  errors[kinds[reply.status] ?? 'serverError'](descriptionIn(reply));

/**
 * A verifier that refuses tokens with the errors of a version of the SDK.
 *
 * @throws {InvalidSettings} if options are invalid
 */
export const verifierWith = (errors: SdkErrors, options: TokenVerifierOptions): TokenVerifier => {
  checkTokenVerifierOptions(options);
  const check = protectedResource(options).checkFor();
  return {
    verifyAccessToken: async (accessToken) => {
      const access = await check(`Bearer ${accessToken}`);
      if (access.kind === 'refused') throw refusal(access.reply, errors);
      return authInfoOf(access.accessToken, access.token, options.resource);
    },
  };
};
