import { returnPath } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { authorizeWith, plainRequest } from './plain-request.ts';
import { returnToOf } from './redirect-parameters.ts';
import type { StartServer } from './running-server.ts';
import { get, post } from '../wire/send.ts';
import { useTestServer } from './use-test-server.ts';

/** Tests of the redirect to the sign-in page and back. */
export const describeSignIn = (start: StartServer): void => {
  describe('Sign-in:', () => {
    const { state, serve } = useTestServer(start);

    it('return_to is a path on this server that returnPath accepts (R50).', async () => {
      const send = await serve();
      const back = returnToOf(await send(authorizeWith()));
      expect(back).toMatch(/^\/oauth\/authorize\?/);
      expect(returnPath(back)).toBe(back);
    });

    it('A user who signed in returns to the same request and sees the consent page.', async () => {
      const send = await serve();
      const back = returnToOf(await send(authorizeWith()));
      state().owner = { subject: 'user-1' };
      const page = await send(get(back));
      expect(page.status).toBe(200);
      expect(page.body).toContain('Allow <bdi>Web</bdi>');
    });

    it('A user who returns without being signed in sees an error page, without a redirect (R9).', async () => {
      const send = await serve();
      const again = await send(get(returnToOf(await send(authorizeWith()))));
      expect(again.status).toBe(400);
      expect(again.headers).not.toHaveProperty('location');
      expect(again.body).toContain('You signed in, but this site could not keep your session.');
    });

    it('Sending the same request again leads to sign-in again.', async () => {
      const send = await serve();
      await send(get(returnToOf(await send(authorizeWith()))));
      expect((await send(authorizeWith())).headers['location']).toMatch(/^\/sign-in\?/);
    });

    it('A posted request returns as a GET and does not loop either.', async () => {
      const send = await serve();
      const back = returnToOf(await send(post('/oauth/authorize', plainRequest)));
      expect((await send(get(back))).status).toBe(400);
    });

    it('A request of the maximum length returns complete.', async () => {
      const send = await serve();
      const longest = authorizeWith(`&x=${'x'.repeat(8192 - plainRequest.length - 3)}`);
      const back = returnToOf(await send(longest));
      state().owner = { subject: 'user-1' };
      expect((await send(get(back))).status).toBe(200);
    });

    it('A sign-in page on another origin receives the same path.', async () => {
      const send = await serve({ signInUrl: 'https://accounts.example/in?from=oauth' });
      const response = await send(authorizeWith());
      expect(response.headers['location']).toMatch(
        /^https:\/\/accounts\.example\/in\?from=oauth&return_to=%2Foauth%2F/,
      );
    });
  });
};
