import { type JwtVerifier, jwtVerifier } from '@codegrant/jwt';

/** Finds the tokens of a server that are for this API. */
export const verifierOf = (issuer: string): JwtVerifier =>
  jwtVerifier({ issuer, audience: 'https://api.example', jwksUri: `${issuer}/oauth/jwks` });

/** The user who may read with this token. `undefined`: nobody, so answer 401. */
export const readerOf = async (accessToken: string, { find }: JwtVerifier): Promise<string | undefined> => {
  const token = await find(accessToken);
  return token?.scope.includes('read') ? token.subject : undefined;
};
