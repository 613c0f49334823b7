import { withoutSignInMark } from '@codegrant/core/internal';
import { returnPath, type ServerOptions } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { get, post, postJson, type Send } from '../wire/send.ts';
import { answerWith, authorizeWith, plainRequest } from './plain-request.ts';
import { codeIn, returnToOf } from './redirect-parameters.ts';
import type { StartServer } from './running-server.ts';
import { tokenOn } from './token-on.ts';
import { useTestServer } from './use-test-server.ts';

const wellKnown = '/.well-known/oauth-authorization-server';

const policy = { issuer: 'https://login.example/auth', scopes: { read: { name: 'Read' } }, defaultScope: ['read'] };

/** Tests of a prefix that a proxy or a router removes, and of paths that end with a slash. */
export const describeBasePath = (start: StartServer): void => {
  describe('A base path', () => {
    const { state, serve } = useTestServer(start);
    const serveUnder = (changes: Partial<ServerOptions<unknown>> = {}): Promise<Send> =>
      serve({ policy, basePath: '/auth', ...changes });
    const signIn = (): void => {
      state().owner = { subject: 'user-1' };
    };

    it('may have been removed from a request, or not.', async () => {
      const send = await serveUnder();
      for (const path of ['/oauth/authorize', '/auth/oauth/authorize'])
        expect((await send(get(`${path}?${plainRequest}`))).status, path).toBe(302);
      for (const path of ['/auth/auth/oauth/authorize', '/authoauth/authorize', '/other/oauth/authorize', '/auth'])
        expect((await send(get(`${path}?${plainRequest}`))).status, path).toBe(404);
    });

    it('is in the URL of the sign-in page and in the way back, which leads to the same request (R50).', async () => {
      const send = await serveUnder();
      const response = await send(authorizeWith());
      expect(response.headers['location']).toMatch(/^\/auth\/sign-in\?return_to=/);
      const back = returnToOf(response);
      expect(withoutSignInMark(back)).toBe(`/auth/oauth/authorize?${plainRequest}`);
      expect(returnPath(back)).toBe(back);
      signIn();
      expect((await send(get(back.slice('/auth'.length)))).status).toBe(200);
    });

    it('is not added to a sign-in page that is given as a URL.', async () => {
      const send = await serveUnder({ signInUrl: 'https://accounts.example/in' });
      const response = await send(authorizeWith());
      expect(response.headers['location']).toMatch(/^https:\/\/accounts\.example\/in\?return_to=/);
      expect(returnToOf(response)).toMatch(/^\/auth\/oauth\/authorize\?/);
    });

    it('is in the action of the consent form, and the posted form is answered.', async () => {
      const send = await serveUnder();
      signIn();
      const { body } = await send(authorizeWith());
      expect(body).toContain('action="/auth/oauth/consent"');
      expect(codeIn(await send(answerWith(tokenOn(body))))).not.toBe('');
    });

    it('is in the URL of a hosted consent page, whose requests are answered with and without it.', async () => {
      const send = await serveUnder({ consentUrl: '/ask' });
      signIn();
      const location = (await send(authorizeWith())).headers['location'] ?? '';
      expect(location).toMatch(/^\/auth\/ask\?consent_token=/);
      const consent_token = location.replace(/^.*=/, '');
      for (const path of ['/oauth/consent', '/auth/oauth/consent'])
        expect((await send(get(`${path}/${consent_token}`))).status, path).toBe(200);
      const answer = postJson('/auth/oauth/grants', JSON.stringify({ allowed: true, consent_token }));
      expect((await send(answer)).status).toBe(200);
    });

    it('is in the endpoints of the metadata, and not in its well-known path, which is at the root (R167).', async () => {
      const send = await serveUnder();
      const { status, body } = await send(get(`${wellKnown}/auth`));
      expect(status).toBe(200);
      expect(JSON.parse(body)).toMatchObject({
        issuer: 'https://login.example/auth',
        authorization_endpoint: 'https://login.example/auth/oauth/authorize',
        token_endpoint: 'https://login.example/auth/oauth/token',
      });
      for (const path of [wellKnown, `/auth${wellKnown}`]) expect((await send(get(path))).body, path).toBe(body);
    });

    it('can belong to an issuer without a path.', async () => {
      const send = await serveUnder({ policy: { ...policy, issuer: 'https://login.example' } });
      expect(JSON.parse((await send(get(wellKnown))).body)).toMatchObject({
        issuer: 'https://login.example',
        token_endpoint: 'https://login.example/auth/oauth/token',
      });
    });

    it('of / stands for the root, for an issuer whose endpoints are elsewhere.', async () => {
      const send = await serveUnder({ basePath: '/' });
      expect((await send(authorizeWith())).headers['location']).toMatch(/^\/sign-in\?return_to=%2Foauth%2F/);
      const { token_endpoint } = JSON.parse((await send(get(`${wellKnown}/auth`))).body);
      expect(token_endpoint).toBe('https://login.example/oauth/token');
    });
  });

  describe('Paths that end with a slash', () => {
    const { state, serve } = useTestServer(start);
    const paths = {
      authorize: '/oauth/authorize/',
      consent: '/oauth/consent/',
      grants: '/oauth/grants/',
      token: '/oauth/token/',
    };

    it('are served, and without the slash they are not.', async () => {
      const send = await serve({ paths });
      expect((await send(get(`/oauth/authorize/?${plainRequest}`))).status).toBe(302);
      expect((await send(get(`/oauth/authorize?${plainRequest}`))).status).toBe(404);
      expect((await send(post('/oauth/token/', ''))).status).toBe(401);
      expect((await send(post('/oauth/token', ''))).status).toBe(404);
    });

    it('are in the metadata, in return_to and in the form as they are written.', async () => {
      const send = await serve({ paths });
      const { token_endpoint } = JSON.parse((await send(get(wellKnown))).body);
      expect(token_endpoint).toBe('https://login.example/oauth/token/');
      const back = returnToOf(await send(get(`/oauth/authorize/?${plainRequest}`)));
      expect(withoutSignInMark(back)).toBe(`/oauth/authorize/?${plainRequest}`);
      state().owner = { subject: 'user-1' };
      const { body } = await send(get(back));
      expect(body).toContain('action="/oauth/consent/"');
      const answer = { ...answerWith(tokenOn(body)), target: '/oauth/consent/' };
      expect(codeIn(await send(answer))).not.toBe('');
    });

    it('lead to the details of a consent request with a slash at the end or without.', async () => {
      const send = await serve({ paths, consentUrl: '/ask' });
      state().owner = { subject: 'user-1' };
      const location = (await send(get(`/oauth/authorize/?${plainRequest}`))).headers['location'] ?? '';
      const token = location.replace(/^.*=/, '');
      for (const end of ['', '/']) expect((await send(get(`/oauth/consent/${token}${end}`))).status, end).toBe(200);
    });
  });
};
