import { describe, expect, it } from 'vitest';
import { fixedNow } from '../expected/fixed.ts';
import { answerWith, askedOf, authorizeWith, plainRequest, redemptionOf } from './plain-request.ts';
import { codeIn, returnToOf } from './redirect-parameters.ts';
import type { StartServer } from './running-server.ts';
import { locationIn } from '../wire/location-in.ts';
import { get, type Send } from '../wire/send.ts';
import { useTestServer } from './use-test-server.ts';

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

const callback = 'https://web.example/callback';

/** Tests of what happens after an answer of the user: on time, twice, too late, or by another user. */
export const describeAnswers = (start: StartServer): void => {
  describe('Answers of the user:', () => {
    const { state, serve } = useTestServer(start);

    const serveSignedIn = async (): Promise<Send> => {
      state().owner = { subject: 'user-1' };
      return serve({ random });
    };

    it('After an answer, a page redirects the browser to the client automatically, and has a link.', async () => {
      const send = await serveSignedIn();
      const response = await send(answerWith(await askedOf(send)));
      const location = locationIn(response) ?? '';
      expect(response).toMatchObject({
        status: 200,
        headers: { refresh: `0;url=${location}`, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
      });
      expect(location.startsWith(`${callback}?code=`)).toBe(true);
      expect(response.headers).not.toHaveProperty('location');
      expect(response.body).toContain(`<a href="${location.replaceAll('&', '&amp;')}"`);
    });

    it('The consent page lets its form go to this server only, because nothing is redirected after it.', async () => {
      const send = await serveSignedIn();
      const page = await send(authorizeWith());
      expect(page.headers['content-security-policy']).toContain("form-action 'self';");
    });

    it('If a user who returns from sign-in has already consented, a page redirects the browser.', async () => {
      const send = await serve({ random });
      const back = returnToOf(await send(authorizeWith()));
      state().owner = { subject: 'user-1' };
      state().remembered = ['read', 'write', 'admin'];
      const response = await send(get(back));
      expect(response.status).toBe(200);
      expect(codeIn(response)).not.toBe('');
      // Without sign-in before it, the same request is an ordinary redirect.
      expect((await send(authorizeWith())).status).toBe(302);
    });

    it('A popup keeps its opener: pages and redirects allow it.', async () => {
      const send = await serve();
      const opener = { 'cross-origin-opener-policy': 'unsafe-none' };
      expect((await send(authorizeWith())).headers).toMatchObject(opener);
      expect((await send(get('/oauth/authorize'))).headers).toMatchObject(opener);
      state().owner = { subject: 'user-1' };
      expect((await send(authorizeWith())).headers).toMatchObject(opener);
      expect((await send(answerWith(await askedOf(send)))).headers).toMatchObject(opener);
    });

    it('The same answer twice gives two codes, and redeeming both revokes nothing.', async () => {
      const send = await serveSignedIn();
      const token = await askedOf(send);
      const [first, second] = await Promise.all([send(answerWith(token)), send(answerWith(token))]);
      expect(codeIn(first)).not.toBe(codeIn(second));
      for (const response of [first, second]) expect((await send(redemptionOf(codeIn(response)))).status).toBe(200);
      expect(state().revoked).toEqual([]);
    });

    it('Of two different answers at once, one counts and the other changes nothing.', async () => {
      const send = await serveSignedIn();
      const token = await askedOf(send);
      const responses = await Promise.all([send(answerWith(token)), send(answerWith(token, 'deny'))]);
      expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200, 400]));
      const refused = responses.find(({ status }) => status === 400);
      expect(refused?.body).toContain('You have already answered this request.');
      expect(refused?.body).not.toContain('nothing was shared');
    });

    it('A user whose request has expired can start again, and is asked again.', async () => {
      state().owner = { subject: 'user-1' };
      let now = fixedNow;
      const send = await serve({ now: () => now });
      const token = await askedOf(send);
      now += 601;
      const expired = await send(answerWith(token));
      expect(expired.status).toBe(400);
      // An earlier answer may have been accepted before the request expired.
      expect(expired.body).not.toMatch(/nothing was shared/i);
      const link =
        /<a href="([^"]*)" class="allow">Start again/.exec(expired.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
      expect(link).toBe(`/oauth/authorize?${plainRequest}`);
      expect((await send(get(link))).body).toContain('name="consent_token"');
    });

    it('A user whose session has ended signs in, and is asked again.', async () => {
      const send = await serveSignedIn();
      const token = await askedOf(send);
      state().owner = undefined;
      const response = await send(answerWith(token));
      expect(locationIn(response)).toMatch(/^\/sign-in\?return_to=/);
      state().owner = { subject: 'user-1' };
      const back = returnToOf(response);
      expect((await send(get(back))).body).toContain('name="consent_token"');
    });

    it('A user who is signed in with another account can start again with that account.', async () => {
      const send = await serveSignedIn();
      const token = await askedOf(send);
      state().owner = { subject: 'user-2' };
      const response = await send(answerWith(token));
      expect(response.status).toBe(403);
      expect(response.body).toContain('>Start again</a>');
      expect(response.body).not.toContain('user-1');
    });

    it('A forged token offers nothing to start again with.', async () => {
      const send = await serveSignedIn();
      const response = await send(answerWith(`${await askedOf(send)}x`));
      expect(response.status).toBe(400);
      expect(response.body).not.toContain('<a ');
    });

    it('A user who is not the one on the page can choose another account and returns to the request.', async () => {
      const send = await serveSignedIn();
      const token = await askedOf(send);
      const response = await send(answerWith(token, 'other_account'));
      expect(locationIn(response)).toMatch(/^\/sign-in\?return_to=.*&prompt=select_account$/);
      state().owner = { subject: 'user-2' };
      const back = returnToOf(response);
      expect((await send(get(back))).body).toContain('You are signed in as <bdi>user-2</bdi>');
      // Nothing was answered: the first account can still answer.
      state().owner = { subject: 'user-1' };
      expect(codeIn(await send(answerWith(token)))).not.toBe('');
    });
  });
};
