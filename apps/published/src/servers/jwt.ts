import { jwtTokens } from '@codegrant/jwt';
import { type AuthorizationServer, clientList, createAuthorizationServer, defineClient } from '@codegrant/server';
import { optionsWith, registration } from './server.ts';

/** RFC 7517 appendix A.2. Workers make no keys at load. */
const privateKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  d: '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE',
};

/** RFC 8037 appendix A.1 */
const nextKey = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};

const issuer = 'https://login.example/jwt';

/** A server below /jwt whose access tokens are JWTs. */
export const createJwtServer = <Context>(
  cookieOf: (context: Context) => string | undefined,
): AuthorizationServer<Context> => {
  const { policy, ...options } = optionsWith(cookieOf);
  return createAuthorizationServer<Context>({
    ...options,
    policy: { ...policy, issuer },
    basePath: '/jwt',
    clients: clientList([defineClient(registration)]),
    tokens: jwtTokens({
      issuer,
      audience: 'https://api.example',
      keys: [
        { alg: 'ES256', privateKey },
        { alg: 'EdDSA', privateKey: nextKey },
      ],
    }),
  });
};
