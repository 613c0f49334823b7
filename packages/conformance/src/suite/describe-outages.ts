import { TemporarilyUnavailable } from '@codegrant/server';
import type { PortFunction } from '@codegrant/server/internal';
import { describe, expect, it } from 'vitest';
import { locationIn } from '../wire/location-in.ts';
import type { Send, WireResponse } from '../wire/send.ts';
import { breakablePorts, type Outage } from './breakable-ports.ts';
import { requestsInOutage } from './outages.ts';
import { authorizeWith, tokenRequest } from './plain-request.ts';
import type { AnswerInOutage, RequestInOutage } from './request-in-outage.ts';
import type { StartServer } from './running-server.ts';
import { useTestServer } from './use-test-server.ts';
import { vectorServerOptions } from './vector-server.ts';

/** The time limit of the servers under test, in milliseconds. */
const limit = 20;

/** What the client is sent, by redirect or in JSON. */
const sentToClient = (response: WireResponse): string =>
  locationIn(response) ?? String(JSON.parse(response.body).redirect_uri);

const expectUnavailable = (response: WireResponse, type: string): void => {
  expect(response).toMatchObject({ status: 503, headers: { 'content-type': type, 'retry-after': '5' } });
  expect(response.headers).not.toHaveProperty('location');
};

const expectAnswer: Readonly<Record<AnswerInOutage, (response: WireResponse) => void>> = {
  page: (response) => {
    expectUnavailable(response, 'text/html; charset=utf-8');
    expect(response.body).toContain('<code>server-available</code>');
  },
  json: (response) => {
    expectUnavailable(response, 'application/json');
    expect(JSON.parse(response.body)).toEqual({
      error: 'temporarily_unavailable',
      error_description: expect.any(String),
    });
  },
  client: (response) => {
    const location = new URL(sentToClient(response));
    expect(`${location.origin}${location.pathname}`).toBe('https://web.example/callback');
    expect(Object.fromEntries(location.searchParams)).toEqual({
      error: 'temporarily_unavailable',
      error_description: expect.any(String),
      state: 'xyz',
      iss: 'https://login.example',
    });
  },
  clientInJson: (response) => {
    expect(response.status).toBe(200);
    expectAnswer.client(response);
  },
};

/** Whether the same request succeeds after the outage. A code that was taken stays used, and a grant that was revoked stays revoked. */
const expectRecovered = (isAgain: boolean, response: WireResponse): void => {
  if (!isAgain) expect(['invalid_grant', 'not_found']).toContain(JSON.parse(response.body).error);
  else expect([200, 302]).toContain(response.status);
  expect(response.body + (locationIn(response) ?? '')).not.toContain('unavailable');
};

const unavailable = () => new TemporarilyUnavailable('no connection to secret-host');

const ways: readonly (readonly [how: string, fail: () => unknown, says: (port: string) => string])[] = [
  [
    'never answers',
    () => new Promise(() => {}),
    (port) =>
      `${port} did not answer within ${limit} milliseconds. Check what it waits for, or raise portTimeoutMilliseconds.`,
  ],
  [
    'rejects with TemporarilyUnavailable',
    () => Promise.reject(unavailable()),
    (port) => `${port} is not available: no connection to secret-host`,
  ],
  [
    'throws TemporarilyUnavailable',
    () => {
      throw unavailable();
    },
    (port) => `${port} is not available: no connection to secret-host`,
  ],
];

/** Tests of ports that are late or not available. */
export const describeOutages = (start: StartServer): void => {
  describe.each(ways)('A port that %s (R191, R192, R193):', (_how, fail, says) => {
    const { state, serve } = useTestServer(start);

    const startWith = async (outage: Outage, { options = {}, policy = 'default' }: RequestInOutage): Promise<Send> => {
      state().owner = { subject: 'user-1' };
      const changes = {
        ...breakablePorts(vectorServerOptions(policy, state), outage),
        ...options,
        portTimeoutMilliseconds: limit,
      };
      return serve(changes, policy);
    };

    const expectReported = (port: PortFunction): void => {
      const failed = state().events.filter(({ kind }) => kind === 'failed');
      expect(failed).toMatchObject([{ cause: { name: 'TemporarilyUnavailable', message: says(port) } }]);
    };

    const cases = requestsInOutage.flatMap((each) =>
      Object.entries(each.calls).map(([port, answer]) => ({ ...each, port: port as PortFunction, answer })),
    );

    it.each(cases)('$port, in the request: $request', async ({ port, answer, ...each }) => {
      const outage: Outage = { port: undefined, fail };
      const send = await startWith(outage, each);
      const request = await each.reach(send, state());
      outage.port = port;
      const response = await send(request);
      expectAnswer[answer](response);
      expect(JSON.stringify(response)).not.toMatch(/secret-host|[?&]code=|access_token/);
      expectReported(port);
      outage.port = undefined;
      expectRecovered(each.notAgain?.includes(port) !== true, await send(request));
    });

    it('A code whose tokens could not be issued is used up, and a second try soon after it revokes nothing (R224).', async () => {
      const outage: Outage = { port: undefined, fail };
      const redeem = requestsInOutage.find(({ calls }) => calls['tokens.issue'] !== undefined);
      if (redeem === undefined) throw new Error('No request issues tokens.');
      const send = await startWith(outage, redeem);
      const request = await redeem.reach(send, state());
      outage.port = 'tokens.issue';
      await send(request);
      outage.port = undefined;
      expect((await send(request)).status).toBe(400);
      expect(state().revoked).toEqual([]);
      expect(state().events.map(({ kind }) => kind)).toEqual(['failed', 'rejected']);
    });

    it('A page of another origin may read when to try again (R192).', async () => {
      const send = await serve({ clients: { find: fail as () => undefined }, portTimeoutMilliseconds: limit });
      const response = await send(tokenRequest({ client_id: 'web' }, { origin: 'https://spa.example' }));
      expect(response).toMatchObject({ status: 503, headers: { 'access-control-expose-headers': 'Retry-After' } });
    });

    it('An error for the client is reported after the failure, with the rule server-available.', async () => {
      const send = await serve({ owner: { identify: fail as () => undefined }, portTimeoutMilliseconds: limit });
      await send(authorizeWith());
      expect(state().events).toMatchObject([
        { kind: 'failed', clientId: 'web' },
        { kind: 'rejected', error: 'temporarily_unavailable', rule: 'server-available', clientId: 'web' },
      ]);
    });
  });
};
