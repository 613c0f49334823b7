import { describe, expect, it } from 'vitest';
import { fixedAccessToken, fixedCode, plainRecord } from '../expected/fixed.ts';
import { locationIn } from '../wire/location-in.ts';
import { get, type Send, type WireResponse } from '../wire/send.ts';
import { answerWith, askedOf, authorizeWith, introspectionOf, redemptionOf, refreshWith } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { useTestServer } from './use-test-server.ts';
import { storeCode, storePlainRefreshToken, type TestState } from './vector-server.ts';
import { causesIn } from './causes-in.ts';
import { untyped } from './untyped.ts';
import { wrongGrantsValues } from './wrong-grants-values.ts';
import { wrongPages } from './wrong-pages.ts';
import { wrongPlatformValues } from './wrong-platform-values.ts';
import { wrongPortValues } from './wrong-port-values.ts';
import type { Where, WrongValue } from './wrong-value.ts';

const unknownClient = get('/oauth/authorize?client_id=nobody&redirect_uri=https%3A%2F%2Fweb.example%2Fcallback');

/** Sends the request in which the wrong value is returned. */
const sendTo: Readonly<Record<Where, (send: Send, state: TestState) => Promise<WireResponse>>> = {
  authorize: (send) => send(authorizeWith()),
  allowedBefore: (send, state) => {
    state.remembered = ['read'];
    return send(authorizeWith());
  },
  answer: async (send) => send(answerWith(await askedOf(send))),
  redeem: async (send, state) => {
    await storeCode(state, plainRecord, false);
    return send(redemptionOf(fixedCode));
  },
  refresh: async (send, state) => send(refreshWith(await storePlainRefreshToken(state))),
  introspect: (send) => send(introspectionOf(fixedAccessToken)),
  refuse: (send) => send(unknownClient),
};

/** What a client or a browser must not get from a failure: a code, a token, or a redirect to anywhere else. */
const expectNothingGiven = (response: WireResponse): void => {
  const location = locationIn(response);
  expect(location ?? '').not.toMatch(/[?&]code=/);
  expect(location ?? 'https://web.example/callback?').toMatch(/^https:\/\/web\.example\/callback\?/);
};

/** The answer to a failure: a page, JSON or a redirect with `server_error`. */
const expectFailureAnswered = (response: WireResponse): void => {
  const location = locationIn(response);
  if (location === undefined) expect(response.status).toBe(500);
  else expect(location).toContain('error=server_error');
};

/** Tests of the values that ports return. */
export const describePorts = (start: StartServer): void => {
  describe('A wrong value of a port is a failure that names the port (R63):', () => {
    const { state, serve } = useTestServer(start);

    /** Starts a server with the wrong value, and sends the request in which the value is returned. */
    const responseWith = async ({ where, options }: WrongValue): Promise<WireResponse> => {
      const server = { started: false };
      const send = await serve(untyped(options(() => server.started)), where === 'refresh' ? 'refresh' : 'default');
      server.started = true;
      state().owner = { subject: 'user-1' };
      return sendTo[where](send, state());
    };

    const expectReported = (member: string): void => {
      const causes = causesIn(state().events);
      expect(causes).toHaveLength(1);
      expect(causes[0]).toMatch(/^TypeError: /);
      expect(causes[0]).toContain(member);
    };

    it.each([...wrongPortValues, ...wrongGrantsValues, ...wrongPlatformValues])(
      '$member: $what ($where).',
      async (wrong) => {
        const response = await responseWith(wrong);
        expect(response.body).not.toMatch(/access_token|\[object/);
        expectNothingGiven(response);
        expectFailureAnswered(response);
        expectReported(wrong.member);
      },
    );

    // A page that fails is replaced by the default page.
    it.each(wrongPages)('$member: $what ($where).', async (wrong) => {
      const response = await responseWith(wrong);
      expect(response.body).not.toMatch(/access_token|\[object/);
      expect(response.status).toBe(wrong.where === 'refuse' ? 404 : 200);
      expect(response.headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[^;,]*;[^,]*$/,
      );
      expectReported(wrong.member);
    });
  });
};
