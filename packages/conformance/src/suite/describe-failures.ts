import type { ServerOptions } from '@codegrant/server';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { plainRequest } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { get, post } from '../wire/send.ts';
import { useTestServer } from './use-test-server.ts';

const authorize = `/oauth/authorize?${plainRequest}`;

const fail = (): never => {
  throw new Error('secret detail of an outage');
};

/** Tests of ports, pages and reports that throw. */
export const describeFailures = (start: StartServer): void => {
  describe('Failures:', () => {
    const { state, serve } = useTestServer(start);

    it('A registry that fails before the redirect URI is validated leads to an error page without details.', async () => {
      const events: unknown[] = [];
      const send = await serve({ clients: { find: fail }, report: (event) => events.push(event) });
      const response = await send(get(authorize));
      expect(response).toMatchObject({ status: 500, headers: { 'content-type': 'text/html; charset=utf-8' } });
      expect(response.headers).not.toHaveProperty('location');
      expect(response.body).not.toContain('secret detail');
      expect(events).toMatchObject([
        { kind: 'failed', endpoint: 'authorize', cause: { message: 'secret detail of an outage' } },
      ]);
    });

    it.each<[string, Partial<ServerOptions<unknown>>]>([
      ['session', { owner: { identify: fail } }],
      ['store', { store: { saveCode: fail, takeCode: () => undefined, recordAnswer: (_id, answer) => answer } }],
    ])(
      'A %s that fails after that leads to server_error at the client, with its state (R63).',
      async (_what, options) => {
        state().owner = { subject: 'user-1' };
        state().remembered = ['read'];
        const send = await serve(options);
        const response = await send(get(authorize));
        const location = new URL(response.headers['location'] ?? '');
        expect(`${location.origin}${location.pathname}`).toBe('https://web.example/callback');
        expect(Object.fromEntries(location.searchParams)).toMatchObject({ error: 'server_error', state: 'xyz' });
        expect(response.headers['location']).not.toContain('secret');
      },
    );

    it('A port that fails at the token endpoint leads to server_error in JSON.', async () => {
      const send = await serve({ clients: { find: fail } });
      const response = await send(post('/oauth/token', 'grant_type=authorization_code&client_id=web'));
      expect(response).toMatchObject({ status: 500, headers: { 'content-type': 'application/json' } });
      expect(JSON.parse(response.body)).toMatchObject({ error: 'server_error' });
    });

    it('A custom page that throws is replaced by the default page and reported.', async () => {
      const events: unknown[] = [];
      const send = await serve({ pages: { refusal: fail }, report: (event) => events.push(event) });
      const page = { status: 400, headers: { 'content-type': 'text/html; charset=utf-8' } };
      expect(await send(get('/oauth/authorize'))).toMatchObject(page);
      expect(await send({ method: 'PUT', target: '/oauth/authorize' })).toMatchObject({ status: 405 });
      expect(events).toContainEqual(expect.objectContaining({ kind: 'failed' }));
    });

    it('A report port that throws or rejects changes nothing.', async () => {
      const written = vi.spyOn(console, 'error').mockReturnValue();
      onTestFinished(() => written.mockRestore());
      const later = await serve({ report: () => Promise.reject(new Error('later')) });
      expect((await later(get('/oauth/authorize'))).status).toBe(400);
      const send = await serve({ report: fail });
      expect((await send(get('/oauth/authorize'))).status).toBe(400);
    });
  });
};
