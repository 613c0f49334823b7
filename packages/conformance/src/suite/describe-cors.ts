import { describe, expect, it } from 'vitest';
import { redemptionOf } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { get, post, type WireRequest, type WireResponse } from '../wire/send.ts';
import { useTestServer } from './use-test-server.ts';

const wellKnown = '/.well-known/oauth-authorization-server';
const open = [wellKnown, '/oauth/token', '/oauth/revoke'];

const preflight = (target: string, headers: Readonly<Record<string, string>>): WireRequest => ({
  method: 'OPTIONS',
  target,
  headers: { origin: 'https://spa.example', 'access-control-request-method': 'POST', ...headers },
});

const from = (origin: string, request: WireRequest): WireRequest => ({
  ...request,
  headers: { ...request.headers, origin },
});

/** Whether a browser lets a page of this origin read the response, by the rules of the Fetch standard. */
const mayRead = ({ headers }: WireResponse, origin: string, credentials: 'include' | 'omit'): boolean => {
  const allowed = headers['access-control-allow-origin'];
  return credentials === 'include'
    ? allowed === origin && headers['access-control-allow-credentials'] === 'true'
    : allowed === origin || allowed === '*';
};

/** Tests of what pages of other origins may send and read. */
export const describeCors = (start: StartServer): void => {
  describe('CORS:', () => {
    const { serve } = useTestServer(start);

    it.each(['/oauth/authorize', '/oauth/consent', '/oauth/introspect'])(
      '%s sends no CORS headers for any request (R25, R259).',
      async (target) => {
        const send = await serve();
        const headers = { origin: 'https://spa.example', 'access-control-request-method': 'POST' };
        for (const method of ['OPTIONS', 'GET', 'POST', 'DELETE'])
          expect((await send({ method, target, headers })).headers).not.toHaveProperty('access-control-allow-origin');
      },
    );

    it('The token endpoint lets browser-based clients read its responses, without cookies.', async () => {
      const send = await serve();
      const { headers } = await send(post('/oauth/token', 'grant_type=authorization_code&client_id=spa'));
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    });

    it.each(open)('A preflight of %s allows the headers that are asked for (R249).', async (target) => {
      const send = await serve();
      for (const asked of ['content-type', 'authorization,x-requested-with', 'traceparent, X-Stainless-Lang,a.b~c']) {
        const response = await send(preflight(target, { 'access-control-request-headers': asked }));
        expect(response).toMatchObject({ status: 204, headers: { 'access-control-allow-headers': asked } });
        expect(response.headers['vary']).toBe('Origin, Access-Control-Request-Headers');
      }
    });

    it.each([
      ['no names of headers', 'x y'],
      ['an empty name', 'a,,b'],
      ['markup', '<script>'],
      ['more than 1024 bytes', 'x'.repeat(1025)],
    ])('A preflight that asks for %s allows the usual headers only.', async (_what, asked) => {
      const send = await serve();
      const response = await send(preflight('/oauth/token', { 'access-control-request-headers': asked }));
      expect(response.headers['access-control-allow-headers']).toBe(
        'authorization, content-type, mcp-protocol-version',
      );
    });

    it.each([
      'https://spa.example',
      'http://localhost:5173',
      'http://[::1]:8080',
      'capacitor://localhost',
      'chrome-extension://abcdefghijklmnop',
    ])('A page of %s may read the metadata and token responses, with and without credentials.', async (origin) => {
      const send = await serve();
      const requests = [get(wellKnown), redemptionOf('x'), { method: 'PUT', target: '/oauth/token' }];
      for (const request of [...requests, ...open.map((target) => preflight(target, {}))]) {
        const response = await send(from(origin, request));
        expect(mayRead(response, origin, 'include'), request.target).toBe(true);
        expect(mayRead(response, origin, 'omit'), request.target).toBe(true);
        expect(response.headers['vary']).toMatch(/^Origin\b/);
      }
    });

    it.each([
      'null',
      'https://spa.example, https://evil.example',
      'https://spa.example/path',
      'x',
      `https://${'x'.repeat(500)}`,
    ])('A page of the origin %j, which names no site, may read them without credentials only.', async (origin) => {
      const send = await serve();
      const response = await send(from(origin, get(wellKnown)));
      expect(response.headers).toMatchObject({ 'access-control-allow-origin': '*', vary: 'Origin' });
      expect(response.headers).not.toHaveProperty('access-control-allow-credentials');
    });

    it('The operator can name the origins, and pages of other origins may read nothing.', async () => {
      const send = await serve({ corsOrigins: ['https://spa.example'] });
      for (const request of [get(wellKnown), redemptionOf('x'), ...open.map((target) => preflight(target, {}))]) {
        expect(mayRead(await send(from('https://spa.example', request)), 'https://spa.example', 'include')).toBe(true);
        for (const origin of ['https://evil.example', 'https://spa.example:444', 'http://spa.example', 'null']) {
          const { headers } = await send(from(origin, request));
          expect(headers).not.toHaveProperty('access-control-allow-origin');
          expect(headers['vary']).toMatch(/^Origin\b/);
        }
      }
    });

    it('An empty list closes both endpoints to pages of other origins.', async () => {
      const send = await serve({ corsOrigins: [] });
      const { status, headers } = await send(from('https://spa.example', get(wellKnown)));
      expect(status).toBe(200);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    });

    it('The named origins change nothing for a hosted consent page.', async () => {
      const send = await serve({ corsOrigins: [], consentUrl: 'https://account.example/consent' });
      const headers = { origin: 'https://account.example', 'access-control-request-headers': 'x-csrf-token' };
      expect(await send(preflight('/oauth/grants', headers))).toMatchObject({
        status: 204,
        headers: {
          'access-control-allow-origin': 'https://account.example',
          'access-control-allow-headers': 'x-csrf-token',
        },
      });
    });

    describe.each([
      '/.well-known/openid-configuration',
      '/.well-known/openid-configuration/tenant',
      '/.well-known/oauth-protected-resource',
      '/.well-known/oauth-protected-resource/mcp',
      '/.well-known/oauth-authorization-server/tenant/a',
    ])('A client in a page that looks for %s', (target) => {
      it('sees a 404 in JSON, and no network error.', async () => {
        const send = await serve();
        const response = await send(from('https://spa.example', get(target)));
        expect(response).toMatchObject({ status: 404, headers: { 'content-type': 'application/json' } });
        expect(JSON.parse(response.body)).toMatchObject({ error: 'not_found' });
        expect(mayRead(response, 'https://spa.example', 'include')).toBe(true);
      });

      it('may send a preflight with any header before.', async () => {
        const send = await serve();
        const response = await send(
          preflight(target, { 'access-control-request-headers': 'mcp-protocol-version,x-a' }),
        );
        expect(response).toMatchObject({
          status: 204,
          headers: {
            'access-control-allow-headers': 'mcp-protocol-version,x-a',
            'access-control-allow-methods': 'GET, HEAD',
          },
        });
        expect(mayRead(response, 'https://spa.example', 'include')).toBe(true);
      });
    });

    it.each(['/.well-known/security.txt', '/.well-known/openid-configurations', '/x', '/.well-known/'])(
      'Any other path that nobody serves, such as %s, has no CORS headers.',
      async (target) => {
        const send = await serve();
        const response = await send(from('https://spa.example', get(target)));
        expect(response.status).toBe(404);
        expect(response.headers).not.toHaveProperty('access-control-allow-origin');
      },
    );
  });
};
