import type { ServerEvent, ServerOptions } from '@codegrant/server';
import { describe, expect, it, vi } from 'vitest';
import { fixedCode, plainRecord } from '../expected/fixed.ts';
import { locationIn } from '../wire/location-in.ts';
import { get, type Send, type WireResponse } from '../wire/send.ts';
import { answerWith, askedOf, authorizeWith, redemptionOf } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { useTestServer } from './use-test-server.ts';
import { storeCode, type TestState } from './vector-server.ts';
import { type Where, wrongValues } from './wrong-port-values.ts';

/** Options of any type, as a program without types could pass them. */
const untyped = (options: object): Partial<ServerOptions<unknown>> => Object(options);

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
  refuse: (send) => send(unknownClient),
};

const causesIn = (events: readonly ServerEvent[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'failed' ? [String(event.cause)] : []));

/** What a client or a browser must not get from a failure: a code, a token, or a redirect to anywhere else. */
const expectNothingGiven = (response: WireResponse): void => {
  const location = locationIn(response);
  expect(location ?? '').not.toMatch(/[?&]code=/);
  expect(location ?? 'https://web.example/callback?').toMatch(/^https:\/\/web\.example\/callback\?/);
};

/** The answer to a failure: a page, JSON or a redirect with `server_error`. A page that fails is replaced by the default. */
const expectFailureAnswered = (response: WireResponse, where: Where, member: string): void => {
  if (member.startsWith('pages.')) {
    expect(response.status).toBe(where === 'refuse' ? 404 : 200);
    expect(response.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^;,]*;[^,]*$/);
    return;
  }
  const location = locationIn(response);
  if (location === undefined) expect(response.status).toBe(500);
  else expect(location).toContain('error=server_error');
};

/** Tests of the values that ports return. */
export const describePorts = (start: StartServer): void => {
  describe('A wrong value of a port is a failure that names the port (R63):', () => {
    const { state, serve } = useTestServer(start);

    it.each(wrongValues)('$member: $what ($where).', async ({ member, where, options }) => {
      const server = { started: false };
      const send = await serve(untyped(options(() => server.started)));
      server.started = true;
      state().owner = { subject: 'user-1' };
      const response = await sendTo[where](send, state());
      expect(response.body).not.toMatch(/access_token|\[object/);
      // A page that fails is replaced, and what it shows is right.
      if (!member.startsWith('pages.')) expectNothingGiven(response);
      expectFailureAnswered(response, where, member);
      const causes = causesIn(state().events);
      expect(causes).toHaveLength(1);
      expect(causes[0]).toMatch(/^TypeError: /);
      expect(causes[0]).toContain(member);
    });
  });

  describe('Without the option report', () => {
    const { serve } = useTestServer(start);

    const lines = async (options: object, request = authorizeWith()): Promise<readonly (readonly unknown[])[]> => {
      const written = vi.spyOn(console, 'error').mockReturnValue();
      try {
        await (await serve(untyped({ report: undefined, ...options })))(request);
        return written.mock.calls;
      } finally {
        written.mockRestore();
      }
    };

    const cause = new Error('no database');
    const broken = { clients: { find: () => Promise.reject(cause) } };

    it('a port that throws leaves its cause on the console.', async () => {
      expect(await lines(broken)).toEqual([
        ['codegrant: a request to the endpoint authorize failed. Set report to handle it.', cause],
      ]);
    });

    it('the line names the client if it is known.', async () => {
      expect(await lines({ owner: { identify: () => Promise.reject(cause) } })).toEqual([
        ['codegrant: a request of the client "web" to the endpoint authorize failed. Set report to handle it.', cause],
      ]);
    });

    it('nothing else is written, however a request ends.', async () => {
      for (const request of [authorizeWith(), authorizeWith('&scope=nope'), unknownClient, redemptionOf('unknown')])
        expect(await lines({}, request)).toEqual([]);
    });

    it('a report that is given is told alone.', async () => {
      const events: ServerEvent[] = [];
      expect(await lines({ ...broken, report: (event: ServerEvent) => void events.push(event) })).toEqual([]);
      expect(causesIn(events)).toEqual(['Error: no database']);
    });

    const noLog = new Error('no log');

    it.each<[string, () => unknown]>([
      [
        'throws',
        () => {
          throw noLog;
        },
      ],
      ['rejects', () => Promise.reject(noLog)],
    ])('a report that %s is told to the console, together with the failure that it was told.', async (_how, report) => {
      const first = (kind: string) =>
        `codegrant: report failed for an event of the kind ${kind}. The answer is not affected.`;
      expect(await lines({ report })).toEqual([[first('signInRequested'), noLog]]);
      expect(await lines({ ...broken, report })).toEqual([
        [first('failed'), noLog],
        ['codegrant: a request to the endpoint authorize failed. Set report to handle it.', cause],
      ]);
    });
  });

  describe('A registration that the policy contradicts', () => {
    const { state, serve } = useTestServer(start);

    const requestOf = (clientId: string, more: string) => {
      const redirectUri = encodeURIComponent(`https://${clientId}.example/callback`);
      return get(
        `/oauth/authorize?response_type=code&client_id=${clientId}&redirect_uri=${redirectUri}&state=s&code_challenge=${plainRecord.codeChallenge}${more}`,
      );
    };

    it.each<[string, string, string, string]>([
      [
        'unknown-scope',
        '&code_challenge_method=S256&scope=read%20admin',
        'default',
        'scope admin is registered for the client but not declared in policy.scopes: declare it there, or remove it from scope of the client.',
      ],
      [
        'unknown-required-scope',
        '&code_challenge_method=S256&scope=read',
        'default',
        'required_scope admin is registered for the client but not declared in policy.scopes: declare it there, or remove it from required_scope of the client.',
      ],
      [
        'plain',
        '&code_challenge_method=plain',
        'plainRefused',
        'code_challenge_method plain is registered for the client but not allowed by the policy: set policy.plainCodeChallenge, or remove it from code_challenge_methods of the client.',
      ],
    ])('is a failure that names the value and both places: %s.', async (clientId, more, policy, says) => {
      const send = await serve({}, policy);
      const response = await send(requestOf(clientId, more));
      expect(locationIn(response)).toMatch(/[?&]error=invalid_(?:scope|request)&/);
      expect(causesIn(state().events)).toEqual([`InvalidSettings: client "${clientId}": ${says}`]);
      expect(state().events.map(({ kind }) => kind)).toEqual(['failed', 'rejected']);
    });

    it('is no failure in a request that does not depend on it.', async () => {
      const send = await serve();
      await send(requestOf('unknown-scope', '&code_challenge_method=S256&scope=read'));
      await send(requestOf('unknown-scope', '&code_challenge_method=S256&scope=nope'));
      expect(causesIn(state().events)).toEqual([]);
    });
  });
};
