import type { ServerEvent } from '@codegrant/server';
import { expect, it, onTestFinished } from 'vitest';
import { readSettings } from '../src/settings.ts';
import { openStorage } from '../src/storage/open-storage.ts';
import { codeFrom, leastOptions, refreshingOptions, startWalk, type Walk } from './reference/walk.ts';
import { describeSharedStorage } from './shared-storage.ts';

interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

/** Two servers over one storage, each with its own connection to it. */
interface TwoServers {
  readonly first: Walk;
  readonly second: Walk;
  readonly events: readonly ServerEvent[];
  /** Lets time pass, in seconds. */
  readonly wait: (seconds: number) => void;
}

const reuseSeconds = 30;

const startTwo = async (STORE: string): Promise<TwoServers> => {
  const clock = { ahead: 0 };
  const events: ServerEvent[] = [];
  const start = async (): Promise<Walk> => {
    const { close, store, grants, accessTokens } = await openStorage(readSettings({ STORE }).STORE);
    onTestFinished(close);
    return startWalk({
      ...refreshingOptions,
      policy: { ...leastOptions.policy, refreshTokens: 'always', rememberConsent: 'never' },
      tokens: undefined,
      store,
      grants,
      accessTokens,
      now: () => Date.now() / 1000 + clock.ahead,
      report: (event) => void events.push(event),
    });
  };
  const [first, second] = [await start(), await start()];
  return {
    first,
    second,
    events,
    wait: (seconds) => {
      clock.ahead += seconds;
    },
  };
};

/** The tokens of a response. `undefined` if it is an error. */
const tokensIn = async (response: Response): Promise<Tokens | undefined> => {
  if (response.status !== 200) return undefined;
  const { access_token, refresh_token }: Record<string, string> = await response.json();
  return { access: access_token ?? '', refresh: refresh_token ?? '' };
};

const expectTokens = async (response: Promise<Response>): Promise<Tokens> => {
  const tokens = await tokensIn(await response);
  if (tokens === undefined) throw new Error('The response has no tokens.');
  return tokens;
};

const signIn = async (walk: Walk): Promise<Tokens> => expectTokens(walk.redeem(await codeFrom(walk)));

const expectRefused = async (response: Promise<Response>): Promise<void> => {
  expect((await response).status).toBe(400);
  expect(await (await response).json()).toMatchObject({ error: 'invalid_grant' });
};

const replays = ({ events }: TwoServers): number => events.filter(({ kind }) => kind === 'replayed').length;

const areValid = async ({ first, second }: TwoServers, ...tokens: readonly Tokens[]): Promise<readonly boolean[]> =>
  Promise.all(
    tokens.flatMap(({ access }) => [first, second].map(async (walk) => (await walk.server.find(access)) !== undefined)),
  );

/** Expects that no token is accepted at any server. */
const expectDead = async (servers: TwoServers, ...tokens: readonly Tokens[]): Promise<void> => {
  expect(new Set(await areValid(servers, ...tokens))).toEqual(new Set([false]));
  for (const { refresh } of tokens)
    for (const walk of [servers.first, servers.second]) await expectRefused(walk.refresh(refresh));
};

describeSharedStorage('A refresh token, with', (store) => {
  it('that a thief uses after the client ends the tokens of both, and is reported once (R215).', async () => {
    const servers = await startTwo(store());
    const { first, second, wait } = servers;
    const stolen = await signIn(first);
    const replaced = await expectTokens(second.refresh(stolen.refresh));
    expect(await areValid(servers, stolen, replaced)).toEqual([true, true, true, true]);
    wait(reuseSeconds + 1);
    await expectRefused(first.refresh(stolen.refresh));
    expect(replays(servers)).toBe(1);
    await expectDead(servers, stolen, replaced);
    expect(replays(servers)).toBe(1);
  });

  it('that a thief uses before the client ends the tokens of both, and is reported once.', async () => {
    const servers = await startTwo(store());
    const { first, second, wait } = servers;
    const own = await signIn(first);
    const thief = await expectTokens(second.refresh(own.refresh));
    const again = await expectTokens(second.refresh(thief.refresh));
    wait(reuseSeconds + 1);
    await expectRefused(first.refresh(own.refresh));
    await expectDead(servers, own, thief, again);
    expect(replays(servers)).toBe(1);
  });

  it('whose answer was lost is replaced by the same one again, at another server too, and the client stays signed in (R216).', async () => {
    const servers = await startTwo(store());
    const { first, second, wait } = servers;
    const before = await signIn(first);
    const lost = await expectTokens(first.refresh(before.refresh));
    wait(reuseSeconds - 5);
    const received = await expectTokens(second.refresh(before.refresh));
    expect(received.refresh).toBe(lost.refresh);
    expect(received.access).not.toBe(lost.access);
    wait(2 * reuseSeconds);
    const next = await expectTokens(first.refresh(received.refresh));
    expect(await areValid(servers, received, next)).toEqual([true, true, true, true]);
    expect(replays(servers)).toBe(0);
  });

  it('that is used while its grant is revoked leaves nothing valid.', async () => {
    const servers = await startTwo(store());
    const { first, second, wait } = servers;
    for (let round = 0; round < 10; round++) {
      const stolen = await signIn(first);
      const replaced = await expectTokens(second.refresh(stolen.refresh));
      wait(reuseSeconds + 1);
      const attempts = Array.from({ length: 12 }, (_, index) =>
        index === round ? second.refresh(stolen.refresh) : first.refresh(replaced.refresh),
      );
      const received = await Promise.all(attempts.map(async (attempt) => tokensIn(await attempt)));
      expect(replays(servers)).toBe(round + 1);
      await expectDead(servers, stolen, replaced, ...received.filter((each) => each !== undefined));
    }
  });
});
