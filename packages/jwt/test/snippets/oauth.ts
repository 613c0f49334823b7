import { jwtTokens } from '@codegrant/jwt';
import {
  type AuthorizationServer,
  createAuthorizationServer,
  type Grants,
  type ServerOptions,
} from '@codegrant/server';

/** A server whose access tokens are JWTs. `signingKey` is the JSON that the command printed. */
export const serverWith = <Context>(
  options: ServerOptions<Context>,
  grants: Grants,
  signingKey: string,
): AuthorizationServer<Context> => {
  const tokens = jwtTokens({
    issuer: options.policy.issuer,
    audience: 'https://api.example',
    keys: [{ privateKey: JSON.parse(signingKey) }],
    grants,
  });
  return createAuthorizationServer({ ...options, grants, tokens });
};
