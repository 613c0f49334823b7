import { describe, expect, it } from 'vitest';
import { answerWith, authorizeWith, redemptionOf } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { get, postJson, type Send, type WireRequest } from '../wire/send.ts';
import { useScene } from './use-scene.ts';

const consentUrl = 'https://account.example/consent?from=oauth';
const ownPage = 'https://account.example';

const parameterIn = (location: string | undefined, name: string): string =>
  new URL(location ?? '', 'https://login.example').searchParams.get(name) ?? '';

/** Asks for a code, and gets the question that the operator's page is to ask. */
const questionOf = async (send: Send, more = ''): Promise<string> =>
  parameterIn((await send(authorizeWith(more))).headers['location'], 'consent_token');

const grantWith = (consent_token: string, more: object = { allowed: true }): WireRequest =>
  postJson('/oauth/grants', JSON.stringify({ consent_token, ...more }));

/** Consent that is asked for by a page of the operator's own. */
export const describeHosted = (start: StartServer): void => {
  describe('Hosted consent:', () => {
    const { scene, serve } = useScene(start);
    const serveSignedIn = async (url = consentUrl): Promise<Send> => {
      scene().owner = { subject: 'user-1' };
      return serve({ consentUrl: url });
    };

    it('The browser is sent to the page with the sealed question, by 302 after a GET (R6).', async () => {
      const send = await serveSignedIn();
      const response = await send(authorizeWith());
      expect(response).toMatchObject({ status: 302, body: '', headers: { 'referrer-policy': 'no-referrer' } });
      expect(response.headers['location']).toMatch(
        /^https:\/\/account\.example\/consent\?from=oauth&consent_token=[\w-]+\.[\w-]+$/,
      );
    });

    it('The page learns what it asks, tells the answer, and sends the browser on with a code that is worth tokens.', async () => {
      const send = await serveSignedIn();
      const token = await questionOf(send, '&scope=read+write');
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
          requested_scopes: [
            { id: 'read', name: 'Read', description: null, required: false },
            { id: 'write', name: 'Write', description: 'Change what is yours.', required: false },
          ],
          verified: false,
          signed_in_as: 'user-1',
        },
      });

      const answer = await send(grantWith(token, { allowed: true, scope: 'write' }));
      const { redirect_uri } = JSON.parse(answer.body);
      expect(answer.status).toBe(200);
      const redeemed = await send(redemptionOf(parameterIn(redirect_uri, 'code')));
      expect(JSON.parse(redeemed.body)).toMatchObject({ token_type: 'Bearer', scope: 'write' });
    });

    it('A page without script may send a form to the consent endpoint all the same.', async () => {
      const send = await serveSignedIn();
      const response = await send(answerWith(await questionOf(send), 'deny'));
      expect(response.status).toBe(303);
      expect(response.headers['location']).toContain('https://web.example/callback?error=access_denied');
    });

    it('A question is answered once, by JSON or by a form (R108).', async () => {
      const send = await serveSignedIn();
      const token = await questionOf(send);
      await send(grantWith(token));
      expect(await send(grantWith(token))).toMatchObject({ status: 400 });
      expect(JSON.parse((await send(grantWith(token))).body)).toMatchObject({ error: 'consent_token_spent' });
      expect((await send(answerWith(token))).status).toBe(400);
    });

    it('A mistake in an answer costs no question: it can be answered better.', async () => {
      const send = await serveSignedIn();
      const token = await questionOf(send);
      for (const wrong of [{}, { allowed: 'yes' }, { allowed: true, scope: 'read,write' }])
        expect((await send(grantWith(token, wrong))).status).toBe(400);
      expect((await send(grantWith(token))).status).toBe(200);
    });

    it('Looking at a question grants nothing, even where all of it was allowed meanwhile.', async () => {
      const send = await serveSignedIn();
      const token = await questionOf(send);
      scene().remembered = ['read'];
      await send(get(`/oauth/consent/${token}`));
      expect(scene().events.filter(({ kind }) => kind === 'granted')).toEqual([]);
      expect((await send(grantWith(token))).status).toBe(200);
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
      'An answer of type %j, which a form of another site could send, is refused with 415.',
      async (type) => {
        const send = await serveSignedIn();
        const { target, body } = grantWith(await questionOf(send));
        const response = await send({ method: 'POST', target, body, headers: { 'content-type': type } });
        expect(response.status).toBe(415);
        expect(JSON.parse(response.body)).toMatchObject({ error: 'invalid_request' });
      },
    );

    it.each(['', '{', '{"allowed":true,}', 'allowed=true', '\uFEFF{}'])(
      'An answer of the text %j, which is no JSON, is refused with 400.',
      async (body) => {
        const send = await serveSignedIn();
        const response = await send(postJson('/oauth/grants', body));
        expect(response.status).toBe(400);
        expect(JSON.parse(response.body)).toMatchObject({ error: 'invalid_request' });
      },
    );

    it('An answer in UTF-8 that says so is read, and one that is too large is refused with 413.', async () => {
      const send = await serveSignedIn();
      const { target, body = '' } = grantWith(await questionOf(send));
      const utf8 = { 'content-type': 'Application/JSON; charset="UTF-8"' };
      expect((await send(postJson(target, body, utf8))).status).toBe(200);
      expect((await send(postJson(target, `"${'x'.repeat(65_536)}"`))).status).toBe(413);
    });

    it('What fails is told in JSON, without details.', async () => {
      const send = await serveSignedIn();
      const token = await questionOf(send);
      scene().store = { ...scene().store, spend: () => Promise.reject(new Error('secret detail')) };
      const response = await send(grantWith(token));
      expect(response.status).toBe(500);
      expect(JSON.parse(response.body)).toMatchObject({ error: 'server_error' });
      expect(response.body).not.toContain('secret detail');
    });

    it('A page of another origin, and no other page, may read the answers with its user’s cookies.', async () => {
      const send = await serveSignedIn();
      const token = await questionOf(send);
      const cors = {
        'access-control-allow-origin': ownPage,
        'access-control-allow-credentials': 'true',
        vary: 'Origin',
      };
      const preflight = await send({ method: 'OPTIONS', target: '/oauth/grants' });
      expect(preflight).toMatchObject({ status: 204, headers: { ...cors, 'access-control-allow-methods': 'POST' } });
      expect(preflight.headers['access-control-allow-headers']).toContain('content-type');
      expect((await send(get(`/oauth/consent/${token}`))).headers).toMatchObject(cors);
      expect((await send(grantWith('forged'))).headers).toMatchObject(cors);
      expect((await send(grantWith(token))).headers).toMatchObject(cors);
    });

    it('A page on this server needs no leave, and no other page gets it.', async () => {
      const send = await serveSignedIn('/consent');
      const token = await questionOf(send);
      expect((await send({ method: 'OPTIONS', target: '/oauth/grants' })).status).toBe(405);
      expect((await send(get(`/oauth/consent/${token}`))).headers).not.toHaveProperty('access-control-allow-origin');
    });

    it.each([
      ['GET', '/oauth/grants', 'POST'],
      ['POST', '/oauth/consent/some', 'GET, HEAD'],
      ['DELETE', '/oauth/consent/some', 'GET, HEAD'],
    ])('%s %s is answered with 405 in JSON, and names what is served: %s.', async (method, target, allow) => {
      const send = await serveSignedIn();
      const response = await send({ method, target });
      expect(response).toMatchObject({ status: 405, headers: { allow, 'content-type': 'application/json' } });
    });

    it('Where the server asks by itself, there is nothing at these addresses.', async () => {
      const send = await serve();
      expect((await send(get('/oauth/consent/some'))).status).toBe(404);
      expect((await send(grantWith('some'))).status).toBe(404);
    });
  });
};
