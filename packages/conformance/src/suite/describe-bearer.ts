import { type ProtectedResourceOptions, type ServerEvent, TemporarilyUnavailable } from '@codegrant/server';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { bearerReply } from '../expected/bearer-vector.ts';
import { fixedAccessToken, fixedNow } from '../expected/fixed.ts';
import type { BearerVector } from '../vectors/bearer-vector.ts';
import { bearerVectors } from '../vectors/bearer-vectors.ts';
import { get, post, type Send } from '../wire/send.ts';
import { messagesWith, type StartApi, startBearerServers } from './bearer-servers.ts';
import { expectReply } from './expect-reply.ts';
import { apiWith, bearer } from './plain-api.ts';
import { sendTo } from './running-server.ts';

/** The event that a vector leads to. A request that is authorized is answered by the API, so it has none. */
const eventsOf = ({ expect: expected }: BearerVector): readonly object[] =>
  expected.kind === 'authorize'
    ? []
    : [{ kind: 'rejected', endpoint: 'protectedResource', error: expected.error, rule: expected.rule, at: fixedNow }];

/**
 * Runs the vectors of protected resources and the tests of their metadata through an adapter. Each response must equal core's
 * response to the same vector, byte for byte.
 *
 * @param name the name of the adapter, for the test titles
 */
export const describeBearer = (name: string, start: StartApi): void => {
  describe(name, () => {
    const servers = startBearerServers(start);
    afterAll(() => servers.close());

    describe.each(bearerVectors)('protected resource, $name:', ({ vectors }) => {
      it.each(vectors)('$name', async (vector) => {
        expectReply(await servers.check(vector), bearerReply(vector));
        expect(servers.events()).toMatchObject(eventsOf(vector));
        expect(JSON.stringify(servers.events())).not.toContain(fixedAccessToken);
      });
    });

    const events: ServerEvent[] = [];
    const serve = async (options: Partial<ProtectedResourceOptions> = {}): Promise<Send> => {
      events.length = 0;
      const api = apiWith({ report: (event) => events.push(event), ...options });
      const server = await start(api, { scope: ['read'] });
      onTestFinished(() => server.close());
      return sendTo(server);
    };

    describe('An access token', () => {
      it('in the query counts as none (R271).', async () => {
        const send = await serve();
        const response = await send(get(`/messages?access_token=${fixedAccessToken}`));
        expect(response).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer scope="read"' } });
      });

      it('in the body counts as none (R271).', async () => {
        const send = await serve();
        const response = await send(post('/messages', `access_token=${fixedAccessToken}`));
        expect(response).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer scope="read"' } });
      });

      it('in the query changes nothing if another is in the header (R271).', async () => {
        const send = await serve();
        const response = await send({ ...messagesWith(bearer), target: '/messages?access_token=other' });
        expect(response.status).toBe(200);
      });
    });

    describe('A request whose token cannot be checked (R281)', () => {
      const failing = (fail: () => never): Partial<ProtectedResourceOptions> => ({ tokens: { find: fail } });

      it('gets a 503 with Retry-After in an outage, and no challenge.', async () => {
        const outage = failing(() => {
          throw new TemporarilyUnavailable('no connection to secret-host');
        });
        const response = await (await serve(outage))(messagesWith(bearer));
        expect(response).toMatchObject({ status: 503, headers: { 'retry-after': '5', 'cache-control': 'no-store' } });
        expect(JSON.parse(response.body)).toMatchObject({ error: 'temporarily_unavailable' });
        expect(response.headers).not.toHaveProperty('www-authenticate');
        expect(response.body).not.toContain('secret-host');
        expect(events).toMatchObject([
          { kind: 'failed', cause: { message: 'tokens.find is not available: no connection to secret-host' } },
        ]);
      });

      it('gets a 503 if the answer is late.', async () => {
        const send = await serve({ tokens: { find: () => new Promise(() => {}) }, portTimeoutMilliseconds: 20 });
        expect(await send(messagesWith(bearer))).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
      });

      it('gets a 500 after a mistake, and no challenge.', async () => {
        const mistake = failing(() => {
          throw new Error('no table secret_tokens');
        });
        const response = await (await serve(mistake))(messagesWith(bearer));
        expect(response.status).toBe(500);
        expect(JSON.parse(response.body)).toMatchObject({ error: 'server_error' });
        expect(response.headers).not.toHaveProperty('www-authenticate');
        expect(response.body).not.toContain('secret_tokens');
        expect(events).toMatchObject([{ kind: 'failed', cause: { message: 'no table secret_tokens' } }]);
      });
    });

    describe('The metadata of a protected resource', () => {
      const options = {
        resource: 'https://api.example/mcp',
        authorizationServers: ['https://login.example'],
        scopes: ['read', 'write'],
        name: 'Mail API',
      };
      const place = '/.well-known/oauth-protected-resource/mcp';

      it('is at the well-known path, for every page (R279, R280).', async () => {
        const response = await (await serve(options))(get(place));
        expect(response).toMatchObject({
          status: 200,
          headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
        });
        expect(JSON.parse(response.body)).toEqual({
          resource: 'https://api.example/mcp',
          authorization_servers: ['https://login.example'],
          scopes_supported: ['read', 'write'],
          bearer_methods_supported: ['header'],
          resource_name: 'Mail API',
        });
      });

      it('is at no other path.', async () => {
        const send = await serve(options);
        for (const target of [`${place}/x`, '/.well-known/oauth-protected-resource/other'])
          expect((await send(get(target))).status, target).toBe(404);
      });

      it('is served with and without the slash at the end of its resource.', async () => {
        const send = await serve({ ...options, resource: 'https://api.example/mcp/' });
        for (const target of [place, `${place}/`])
          expect(JSON.parse((await send(get(target))).body), target).toMatchObject({
            resource: 'https://api.example/mcp/',
          });
      });

      it('answers a preflight, and refuses other methods.', async () => {
        const send = await serve(options);
        expect(await send({ method: 'OPTIONS', target: place })).toMatchObject({
          status: 204,
          headers: { 'access-control-allow-methods': 'GET, HEAD' },
        });
        expect(await send({ method: 'DELETE', target: place })).toMatchObject({
          status: 405,
          headers: { allow: 'GET, HEAD' },
        });
        expect(await send({ method: 'HEAD', target: place })).toMatchObject({ status: 200, body: '' });
      });
    });
  });
};
