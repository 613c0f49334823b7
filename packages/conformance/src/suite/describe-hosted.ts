import { describe, expect, it } from 'vitest';
import { answerWith, authorizeWith, redemptionOf } from './plain-request.ts';
import { codeIn, redirectParameters } from './redirect-parameters.ts';
import type { StartServer } from './running-server.ts';
import { locationIn } from '../wire/location-in.ts';
import { get, postJson, type Send, type WireRequest } from '../wire/send.ts';
import { useTestServer } from './use-test-server.ts';

const consentUrl = 'https://account.example/consent?from=oauth';
const pageOrigin = 'https://account.example';

/** Sends an authorization request and returns the consent token for the hosted page. */
const tokenFor = async (send: Send, more = ''): Promise<string> =>
  redirectParameters(await send(authorizeWith(more))).get('consent_token') ?? '';

const grantWith = (consent_token: string, more: object = { allowed: true }): WireRequest =>
  postJson('/oauth/grants', JSON.stringify({ consent_token, ...more }));

/** Tests of a hosted consent page. */
export const describeHosted = (start: StartServer): void => {
  describe('Hosted consent:', () => {
    const { state, serve } = useTestServer(start);
    const serveSignedIn = async (url = consentUrl): Promise<Send> => {
      state().owner = { subject: 'user-1' };
      return serve({ consentUrl: url });
    };

    it('The browser is redirected to the page with the signed consent token, with 302 after a GET (R6).', async () => {
      const send = await serveSignedIn();
      const response = await send(authorizeWith());
      expect(response).toMatchObject({ status: 302, body: '', headers: { 'referrer-policy': 'no-referrer' } });
      expect(response.headers['location']).toMatch(
        /^https:\/\/account\.example\/consent\?from=oauth&consent_token=[\w-]+\.[\w-]+$/,
      );
    });

    it('The page reads the details, sends the answer, and receives a URL with a code that can be redeemed (R199).', async () => {
      const send = await serveSignedIn();
      const token = await tokenFor(send, '&scope=read+write');
      const details = await send(get(`/oauth/consent/${token}`));
      expect(JSON.parse(details.body)).toEqual({
        data: {
          client_id: 'web',
          name: 'Web',
          client_uri: null,
          logo_uri: null,
          policy_uri: null,
          tos_uri: null,
          redirect_uri: 'https://web.example/callback',
          redirect_to: 'website',
          requested_scopes: [
            { id: 'read', name: 'Read', required: false },
            { id: 'write', name: 'Write', description: 'Change what is yours.', required: false },
          ],
          verified: false,
          origin: 'registered',
          trusted: true,
          signed_in_as: 'user-1',
        },
      });

      const answer = await send(grantWith(token, { allowed: true, scope: 'write' }));
      const { redirect_uri } = JSON.parse(answer.body);
      expect(answer.status).toBe(200);
      const redeemed = await send(redemptionOf(new URL(redirect_uri).searchParams.get('code') ?? ''));
      expect(JSON.parse(redeemed.body)).toMatchObject({ token_type: 'Bearer', scope: 'write' });
    });

    it('A page without script can send a form to the consent endpoint.', async () => {
      const send = await serveSignedIn();
      const response = await send(answerWith(await tokenFor(send), 'deny'));
      expect(locationIn(response)).toContain('https://web.example/callback?error=access_denied');
    });

    it('A consent request has one answer, by JSON or by a form (R108).', async () => {
      const send = await serveSignedIn();
      const token = await tokenFor(send);
      await send(grantWith(token));
      expect(await send(grantWith(token))).toMatchObject({ status: 200 });
      expect(codeIn(await send(answerWith(token)))).not.toBe('');
      const otherwise = await send(grantWith(token, { allowed: false }));
      expect([otherwise.status, JSON.parse(otherwise.body)]).toMatchObject([422, { error: 'consent_token_spent' }]);
      // R198: a page keeps its status.
      expect((await send(answerWith(token, 'deny'))).status).toBe(400);
    });

    it('An invalid answer does not use up the consent token.', async () => {
      const send = await serveSignedIn();
      const token = await tokenFor(send);
      for (const wrong of [{}, { allowed: 'yes' }, { allowed: true, scope: 'read,write' }])
        expect((await send(grantWith(token, wrong))).status).toBe(400);
      expect((await send(grantWith(token))).status).toBe(200);
    });

    it('Reading the details grants nothing, even if the scope was allowed in the meantime.', async () => {
      const send = await serveSignedIn();
      const token = await tokenFor(send);
      state().remembered = ['read'];
      await send(get(`/oauth/consent/${token}`));
      expect(state().events.filter(({ kind }) => kind === 'granted')).toEqual([]);
      expect((await send(grantWith(token))).status).toBe(200);
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
      'An answer of type %j, which a form of another site could send, is rejected with 415.',
      async (type) => {
        const send = await serveSignedIn();
        const { target, body } = grantWith(await tokenFor(send));
        const response = await send({ method: 'POST', target, body, headers: { 'content-type': type } });
        expect(response.status).toBe(415);
        expect(JSON.parse(response.body)).toMatchObject({ error: 'invalid_request' });
      },
    );

    it.each(['application/json; charset=utf-8', 'Application/JSON;charset=latin1', 'application/json; x="y;z"'])(
      'An answer of type %s is accepted: JSON has no parameters (RFC 8259 §11).',
      async (type) => {
        const send = await serveSignedIn();
        const { target, body } = grantWith(await tokenFor(send));
        const response = await send({ method: 'POST', target, body, headers: { 'content-type': type } });
        expect(response.status).toBe(200);
      },
    );

    it.each(['', '{', '{"allowed":true,}', 'allowed=true', '\uFEFF{}'])(
      'The body %j, which is not JSON, is rejected with 400.',
      async (body) => {
        const send = await serveSignedIn();
        const response = await send(postJson('/oauth/grants', body));
        expect(response.status).toBe(400);
        expect(JSON.parse(response.body)).toMatchObject({ error: 'invalid_request' });
      },
    );

    it('An answer with the charset UTF-8 is accepted, and one that is too large is rejected with 413.', async () => {
      const send = await serveSignedIn();
      const { target, body = '' } = grantWith(await tokenFor(send));
      const utf8 = { 'content-type': 'Application/JSON; charset="UTF-8"' };
      expect((await send(postJson(target, body, utf8))).status).toBe(200);
      expect((await send(postJson(target, `"${'x'.repeat(65_536)}"`))).status).toBe(413);
    });

    it('A failure is reported in JSON, without details.', async () => {
      const send = await serveSignedIn();
      const token = await tokenFor(send);
      state().store = { ...state().store, recordAnswer: () => Promise.reject(new Error('secret detail')) };
      const response = await send(grantWith(token));
      expect(response.status).toBe(500);
      expect(JSON.parse(response.body)).toMatchObject({ error: 'server_error' });
      expect(response.body).not.toContain('secret detail');
    });

    it('Only the origin of the hosted page may read the responses with the user’s cookies.', async () => {
      const send = await serveSignedIn();
      const token = await tokenFor(send);
      const cors = {
        'access-control-allow-origin': pageOrigin,
        'access-control-allow-credentials': 'true',
        vary: expect.stringMatching(/^Origin\b/),
      };
      const preflight = await send({ method: 'OPTIONS', target: '/oauth/grants' });
      expect(preflight).toMatchObject({ status: 204, headers: { ...cors, 'access-control-allow-methods': 'POST' } });
      expect(preflight.headers['access-control-allow-headers']).toContain('content-type');
      expect((await send(get(`/oauth/consent/${token}`))).headers).toMatchObject(cors);
      expect((await send(grantWith('forged'))).headers).toMatchObject(cors);
      expect((await send(grantWith(token))).headers).toMatchObject(cors);
    });

    it('A page on this server needs no CORS headers, and none are sent.', async () => {
      const send = await serveSignedIn('/consent');
      const token = await tokenFor(send);
      expect((await send({ method: 'OPTIONS', target: '/oauth/grants' })).status).toBe(405);
      expect((await send(get(`/oauth/consent/${token}`))).headers).not.toHaveProperty('access-control-allow-origin');
    });

    it.each([
      ['GET', '/oauth/grants', 'POST'],
      ['POST', '/oauth/consent/some', 'GET, HEAD'],
      ['DELETE', '/oauth/consent/some', 'GET, HEAD'],
    ])('%s %s is answered with 405 in JSON, which names the supported methods: %s.', async (method, target, allow) => {
      const send = await serveSignedIn();
      const response = await send({ method, target });
      expect(response).toMatchObject({ status: 405, headers: { allow, 'content-type': 'application/json' } });
    });

    it('Without a hosted page, these paths are not found.', async () => {
      const send = await serve();
      expect((await send(get('/oauth/consent/some'))).status).toBe(404);
      expect((await send(grantWith('some'))).status).toBe(404);
    });
  });
};
