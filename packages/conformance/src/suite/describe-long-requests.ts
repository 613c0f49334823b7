import { returnPath } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { locationIn } from '../wire/location-in.ts';
import { get, post, type WireRequest, type WireResponse } from '../wire/send.ts';
import { answerWith, plainRequest } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { tokenOn } from './token-on.ts';
import { useTestServer } from './use-test-server.ts';

const locationOf = (response: WireResponse): string => locationIn(response) ?? '';

const parameterIn = (location: string, name: string): string | null =>
  new URL(location, 'https://login.example').searchParams.get(name);

/** A request whose query has 8192 bytes at most, filled with one string. */
const filledWith = (unit: string): WireRequest => {
  const start = `${plainRequest}&x=`;
  return get(`/oauth/authorize?${start}${unit.repeat(Math.floor((8192 - start.length) / unit.length))}`);
};

const withState = (state: string): WireRequest =>
  get(`/oauth/authorize?${plainRequest.replace('state=xyz', `state=${state}`)}`);

/** Headers that a browser sends beside the URL. */
const browserHeaders = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'accept-language': 'en-US,en;q=0.9',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'upgrade-insecure-requests': '1',
  cookie: `session=${'x'.repeat(1000)}`,
};

/** Tests that a request of the permitted length arrives wherever it is sent, and that a longer one is rejected first. */
export const describeLongRequests = (start: StartServer): void => {
  describe('A long request', () => {
    const { state, serve } = useTestServer(start);
    const signIn = (): void => {
      state().owner = { subject: 'user-1' };
    };

    it.each([
      ['raw slashes', '/'],
      ['percent-encoded slashes', '%2F'],
      ['ampersands, which are always percent-encoded', '%26'],
      ['spaces', '%20'],
      ['a URL in a value', 'https%3A%2F%2Fapp.example%2Fa%3Fb%3D'],
      ['JSON', '%7B%22a%22%3A1%7D'],
    ])('of 8192 bytes fits into the URL of the sign-in page, and back: %s (R57).', async (_what, unit) => {
      const send = await serve();
      const location = locationOf(await send(filledWith(unit)));
      expect(location.length).toBeLessThanOrEqual(14_336);
      // Nothing serves the page here: a server that does not accept the URL would answer 431 or 414.
      expect((await send({ ...get(location), headers: browserHeaders })).status).toBe(404);
      const back = returnPath(parameterIn(location, 'return_to')) ?? '';
      signIn();
      expect((await send({ ...get(back), headers: browserHeaders })).status).toBe(200);
    });

    it('with a state of 6000 raw slashes goes through sign-in and consent to the client (R57).', async () => {
      const send = await serve();
      const slashes = '/'.repeat(6000);
      const location = locationOf(await send(withState(slashes)));
      expect(location.length).toBeLessThan(6500);
      signIn();
      const page = await send(get(parameterIn(location, 'return_to') ?? ''));
      const answer = locationOf(await send(answerWith(tokenOn(page.body))));
      expect(answer.length).toBeLessThan(6500);
      expect(parameterIn(answer, 'state')).toBe(slashes);
      const error = locationOf(await send(get(`${withState(slashes).target}&scope=nope`)));
      expect(parameterIn(error, 'state')).toBe(slashes);
      expect(error.length).toBeLessThan(7000);
    });

    it('of 8192 bytes fits into the URL of a hosted consent page and into its requests.', async () => {
      const send = await serve({ consentUrl: '/ask' });
      signIn();
      for (const unit of ['/', '%26']) {
        const location = locationOf(await send(filledWith(unit)));
        expect(location.length).toBeLessThanOrEqual(14_336);
        const details = get(`/oauth/consent/${parameterIn(location, 'consent_token')}`);
        expect((await send({ ...details, headers: browserHeaders })).status).toBe(200);
      }
    });

    it.each(['+', '{', '|'])(
      'that would become too long for the sign-in page is rejected first, whoever is signed in: 8192 bytes with %s.',
      async (unit) => {
        const send = await serve();
        const { target } = filledWith(unit);
        const rejected = await send(get(target));
        expect(rejected.status).toBe(414);
        expect(rejected.body).toContain('may have at most 14336 bytes');
        expect((await send(post('/oauth/authorize', target.replace(/^.*\?/, '')))).status).toBe(413);
        signIn();
        expect((await send(get(target))).status).toBe(414);
      },
    );

    it('is measured with the URL of the sign-in page.', async () => {
      const request = filledWith('%26');
      expect((await (await serve())(request)).status).toBe(302);
      const signInUrl = `https://accounts.example/in?theme=${'x'.repeat(1000)}`;
      expect((await (await serve({ signInUrl }))(request)).status).toBe(414);
    });
  });
};
