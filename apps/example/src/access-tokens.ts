import { generateSigningKey, type JwtTokens, jwtTokens } from '@codegrant/jwt';
import { type Grants, InvalidSettings } from '@codegrant/server';
import { profileUrl } from './me.ts';
import type { Settings } from './settings.ts';

/**
 * The port of the access tokens that ACCESS_TOKENS names. `undefined`: the tokens are opaque, and the server has them itself.
 *
 * @param grants where the server keeps its grants. The app refuses the JWTs of a revoked grant
 * @throws {InvalidSettings} if a key cannot be used
 */
export const accessTokensFor = async (
  { ACCESS_TOKENS, SIGNING_KEYS }: Pick<Settings, 'ACCESS_TOKENS' | 'SIGNING_KEYS'>,
  issuer: string,
  grants: Grants,
): Promise<JwtTokens | undefined> => {
  if (ACCESS_TOKENS === 'opaque') return undefined;
  const keys = SIGNING_KEYS ?? [{ privateKey: await generateSigningKey() }];
  try {
    const tokens = jwtTokens({ issuer, audience: profileUrl(issuer), keys, grants });
    // Keys are imported when they are used first. A key that cannot be imported should stop the start.
    await tokens.jwks();
    return tokens;
  } catch (error) {
    throw error instanceof InvalidSettings ? new InvalidSettings('SIGNING_KEYS', error.problems) : error;
  }
};
