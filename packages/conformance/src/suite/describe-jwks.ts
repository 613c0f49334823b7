import { TemporarilyUnavailable, type Tokens } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { plainTokens } from './plain-tokens.ts';
import type { StartServer } from './running-server.ts';
import { useTestServer } from './use-test-server.ts';
import { untyped } from './untyped.ts';
import { get } from '../wire/send.ts';

const target = '/oauth/jwks';

const wellKnown = '/.well-known/oauth-authorization-server';

/** RFC 7517 appendix A.1 */
const publicKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  use: 'sig',
  alg: 'ES256',
  kid: '1',
};

const tokensWith = (jwks: Tokens['jwks']): Tokens => ({ ...plainTokens, jwks });

const tokens = tokensWith(async () => ({ keys: [publicKey] }));

/** Tests of the endpoint that publishes the keys of access tokens. */
export const describeJwks = (start: StartServer): void => {
  describe('The public keys', () => {
    const { state, serve } = useTestServer(start);

    it('are served as a JWK set, and caches may keep them for five minutes (R260, R262).', async () => {
      const send = await serve({ tokens });
      const response = await send(get(target));
      expect(response).toMatchObject({
        status: 200,
        headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
      });
      expect(JSON.parse(response.body)).toEqual({ keys: [publicKey] });
      expect(state().events).toEqual([]);
    });

    it('are served to HEAD too, and to no other method.', async () => {
      const send = await serve({ tokens });
      expect(await send({ method: 'HEAD', target })).toMatchObject({ status: 200, body: '' });
      expect(await send({ method: 'POST', target })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    });

    it('may be read by any page, unless the operator names the origins.', async () => {
      const open = await serve({ tokens });
      expect((await open(get(target))).headers).toMatchObject({ 'access-control-allow-origin': '*' });
      expect(await open({ method: 'OPTIONS', target })).toMatchObject({ status: 204 });
      const closed = await serve({ tokens, corsOrigins: [] });
      expect((await closed(get(target))).headers).not.toHaveProperty('access-control-allow-origin');
    });

    it('are where the metadata says, with paths and a base path of the operator too (R261).', async () => {
      const uriOf = async (changes: object): Promise<string> =>
        JSON.parse((await (await serve({ tokens, ...changes }))(get(wellKnown))).body).jwks_uri;
      expect(await uriOf({})).toBe('https://login.example/oauth/jwks');
      expect(await uriOf({ basePath: '/auth', paths: { jwks: '/keys' } })).toBe('https://login.example/auth/keys');
      const send = await serve({ tokens, basePath: '/auth', paths: { jwks: '/keys' } });
      for (const path of ['/keys', '/auth/keys']) expect((await send(get(path))).status).toBe(200);
    });

    it('are neither served nor in the metadata if the tokens have none (R261).', async () => {
      const send = await serve();
      expect((await send(get(target))).status).toBe(404);
      expect(JSON.parse((await send(get(wellKnown))).body)).not.toHaveProperty('jwks_uri');
    });

    it.each([
      ['rejects', () => Promise.reject(new TemporarilyUnavailable('no connection to secret-host'))],
      ['never answers', () => new Promise<never>(() => {})],
    ])('cannot be read for now if the port %s: 503, which no cache keeps.', async (_how, jwks) => {
      const send = await serve({ tokens: tokensWith(jwks), portTimeoutMilliseconds: 20 });
      const response = await send(get(target));
      expect(response).toMatchObject({ status: 503, headers: { 'cache-control': 'no-store', 'retry-after': '5' } });
      expect(JSON.parse(response.body)).toMatchObject({ error: 'temporarily_unavailable' });
      expect(response.body).not.toContain('secret-host');
      expect(state().events).toMatchObject([{ kind: 'failed', endpoint: 'jwks' }]);
    });

    it.each([
      ['nothing', undefined, 'an object whose member keys is an array of keys'],
      ['a list', [publicKey], 'an object whose member keys is an array of keys'],
      ['keys that are no list', { keys: publicKey }, 'an object whose member keys is an array of keys'],
      ['keys that are no objects', { keys: ['key'] }, 'an object whose member keys is an array of keys'],
      ['a private key', { keys: [{ ...publicKey, d: 'AA' }] }, 'public keys only, but one has the secret member d'],
      ['a secret', { keys: [publicKey, { kty: 'oct', k: 'AA' }] }, 'public keys only, but one has the secret member k'],
    ])('are not served if the port returns %s (R263).', async (_what, value, problem) => {
      const send = await serve(untyped({ tokens: { ...tokens, jwks: () => value } }));
      const response = await send(get(target));
      expect(response.status).toBe(500);
      expect(response.body).not.toMatch(/"[dk]"/);
      expect(state().events).toMatchObject([
        { kind: 'failed', endpoint: 'jwks', cause: { message: `tokens.jwks must return ${problem}.` } },
      ]);
    });
  });
};
