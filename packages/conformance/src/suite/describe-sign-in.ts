import { returnPath } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { authorizeWith, plainRequest } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { get, post, type WireResponse } from '../wire/send.ts';
import { useScene } from './use-scene.ts';

/** Where a sign-in page is told to send the browser back to. */
const wayBack = ({ headers }: WireResponse): string =>
  new URL(headers['location'] ?? '', 'https://login.example').searchParams.get('return_to') ?? '';

/** The way through the sign-in page, and back. */
export const describeSignIn = (start: StartServer): void => {
  describe('Sign-in:', () => {
    const { scene, serve } = useScene(start);

    it('The way back is a path on this server, which a sign-in page may follow (R50).', async () => {
      const send = await serve();
      const back = wayBack(await send(authorizeWith()));
      expect(back).toMatch(/^\/oauth\/authorize\?/);
      expect(returnPath(back)).toBe(back);
    });

    it('Whoever signed in comes back to the same request, and is asked.', async () => {
      const send = await serve();
      const back = wayBack(await send(authorizeWith()));
      scene().owner = { subject: 'user-1' };
      const page = await send(get(back));
      expect(page.status).toBe(200);
      expect(page.body).toContain('Allow <bdi>Web</bdi>');
    });

    it('Whoever comes back and is not signed in gets a page that says so, and no redirect (R9).', async () => {
      const send = await serve();
      const again = await send(get(wayBack(await send(authorizeWith()))));
      expect(again.status).toBe(400);
      expect(again.headers).not.toHaveProperty('location');
      expect(again.body).toContain('You come from the sign-in page, but you are not signed in here.');
    });

    it('The same request anew leads to sign-in again.', async () => {
      const send = await serve();
      await send(get(wayBack(await send(authorizeWith()))));
      expect((await send(authorizeWith())).headers['location']).toMatch(/^\/sign-in\?/);
    });

    it('A posted request comes back as a GET, and is not sent in circles either.', async () => {
      const send = await serve();
      const back = wayBack(await send(post('/oauth/authorize', plainRequest)));
      expect((await send(get(back))).status).toBe(400);
    });

    it('A request of the greatest length comes back whole.', async () => {
      const send = await serve();
      const longest = authorizeWith(`&x=${'x'.repeat(8192 - plainRequest.length - 3)}`);
      const back = wayBack(await send(longest));
      scene().owner = { subject: 'user-1' };
      expect((await send(get(back))).status).toBe(200);
    });

    it('A sign-in page of another origin gets the same path, to put behind the address of this server.', async () => {
      const send = await serve({ signInUrl: 'https://accounts.example/in?from=oauth' });
      const response = await send(authorizeWith());
      expect(response.headers['location']).toMatch(
        /^https:\/\/accounts\.example\/in\?from=oauth&return_to=%2Foauth%2F/,
      );
    });
  });
};
