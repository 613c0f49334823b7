import { memoryLimits } from '@codegrant/limits';
import { type Client, type ClientSource, InvalidSettings, LimitReached, type SourceSettings } from '@codegrant/server';
import { describe, expect, it, vi } from 'vitest';
import { clientDocuments } from '../src/client-documents.ts';
import { type ClientDocumentsSettings, type RefusedDocument } from '../src/client-documents-settings.ts';
import { FetchRefused } from '../src/fetch-refused.ts';
import type { FetchedResponse } from '../src/fetched-response.ts';
import { clientId, documentOf } from './fixtures/network.ts';
import { sourceSettings } from './fixtures/source-settings.ts';

/** What the server of the documents answers. */
type Answer = Partial<FetchedResponse> | Error;

interface Tested {
  readonly find: (url?: string) => Promise<Client | undefined>;
  readonly source: ClientSource;
  readonly fetched: readonly string[];
  readonly refused: readonly RefusedDocument[];
  /** Changed by tests. */
  answer: Answer;
  now: number;
}

const documents = (settings: ClientDocumentsSettings = {}, server: Partial<SourceSettings> = {}): Tested => {
  const fetched: string[] = [];
  const refused: RefusedDocument[] = [];
  const source = clientDocuments({
    report: (document) => refused.push(document),
    fetch: async (url) => {
      fetched.push(url);
      const { answer } = tested;
      if (answer instanceof Error) throw answer;
      const bytes = new TextEncoder().encode(documentOf(url));
      return { status: 200, type: 'application/json', bytes, headers: {}, ...answer };
    },
    ...settings,
  });
  const tested: Tested = {
    source,
    find: async (url = clientId) => source.find(url, sourceSettings({ now: () => tested.now, ...server })),
    fetched,
    refused,
    answer: {},
    now: 1_800_000_000,
  };
  return tested;
};

// R175, R355, R356, R357, R358.
describe('A client whose client_id is the URL of a document', () => {
  it('has the origin document, and is not trusted.', async () => {
    const { find, source, refused } = documents();
    expect(await find()).toMatchObject({ client_id: clientId, origin: 'document', trusted: false });
    expect(source.metadata).toEqual({ client_id_metadata_document_supported: true });
    expect(refused).toEqual([]);
  });

  it('has only URLs of documents for its source.', () => {
    const { source } = documents();
    expect([clientId, 'https://client.example/', 'http://client.example/a', 'app', ''].map(source.owns)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('may use the custom schemes of redirect URIs that the operator lists.', async () => {
    const bytes = new TextEncoder().encode(documentOf(clientId, { redirect_uris: ['cursor://callback'] }));
    const [without, with_] = [documents(), documents({ customRedirectSchemes: ['cursor'] })];
    without.answer = { bytes };
    with_.answer = { bytes };
    expect(await without.find()).toBeUndefined();
    expect(without.refused[0]?.problems.join(' ')).toContain('cursor');
    expect(await with_.find()).toMatchObject({ redirect_uris: ['cursor://callback'] });
  });
});

describe('trust', () => {
  it('gets the host and the URL, and may be asynchronous.', async () => {
    const trust = vi.fn(async () => 'trusted' as const);
    const { find } = documents({ trust });
    expect(await find('https://client.example:8443/a?b')).toMatchObject({ trusted: true });
    expect(trust.mock.calls).toEqual([[{ host: 'client.example:8443', url: 'https://client.example:8443/a?b' }]]);
  });

  it('refuses a document before it is fetched, and the operator learns it.', async () => {
    const { find, fetched, refused } = documents({ trust: () => 'refuse' });
    expect(await find()).toBeUndefined();
    expect(fetched).toEqual([]);
    expect(refused).toEqual([{ url: clientId, problems: ['The operator refuses the document.'] }]);
  });

  it('is asked for each request, so that it counts at once.', async () => {
    let verdict: 'refuse' | 'ask' | 'trusted' = 'ask';
    const { find, fetched } = documents({ trust: () => verdict });
    expect(await find()).toMatchObject({ trusted: false });
    verdict = 'trusted';
    expect(await find()).toMatchObject({ trusted: true });
    verdict = 'refuse';
    expect(await find()).toBeUndefined();
    expect(fetched).toHaveLength(1);
  });

  it.each([undefined, null, true, 'trust', 'Trusted', {}])(
    'must return one of its values, and not %j.',
    async (value) => {
      const trust = () => value as 'ask';
      const { find, fetched } = documents({ trust });
      await expect(find()).rejects.toThrow("trust of clientDocuments must return 'refuse', 'ask' or 'trusted'");
      expect(fetched).toEqual([]);
    },
  );

  it('fails the request if it fails.', async () => {
    const { find, fetched } = documents({ trust: () => Promise.reject(new Error('no list')) });
    await expect(find()).rejects.toThrow('no list');
    expect(fetched).toEqual([]);
  });
});

const cached = (headers: Readonly<Record<string, string>>, age: number, settings: ClientDocumentsSettings = {}) =>
  [headers, age, settings] as const;

describe('A document is kept', () => {
  it.each([
    ['for a minute, if its headers say nothing', cached({}, 59)],
    ['for a minute, with no-store', cached({ 'cache-control': 'no-store' }, 59)],
    ['for a minute, with max-age=0', cached({ 'cache-control': 'max-age=0' }, 59)],
    ['for a minute, with a max-age that is none', cached({ 'cache-control': 'max-age=soon' }, 59)],
    ['as its max-age says', cached({ 'cache-control': 'max-age=600' }, 599)],
    ['as its s-maxage says', cached({ 'cache-control': 'max-age=1, s-maxage=600' }, 599)],
    ['as its max-age says, without its Age', cached({ 'cache-control': 'max-age=600', age: '100' }, 499)],
    [
      'as its Expires says',
      cached({ date: 'Sat, 28 Nov 2026 00:00:00 GMT', expires: 'Sat, 28 Nov 2026 00:10:00 GMT' }, 599),
    ],
    ['for a day at most', cached({ 'cache-control': 'max-age=31536000, immutable' }, 86_399)],
    ['as long as the operator says at least', cached({}, 119, { cache: { minimumSeconds: 120 } })],
    [
      'as long as the operator says at most',
      cached({ 'cache-control': 'max-age=600' }, 299, { cache: { maximumSeconds: 300 } }),
    ],
  ])('%s.', async (_name, [headers, age, settings]) => {
    const tested = documents(settings);
    tested.answer = { headers };
    await tested.find();
    tested.now += age;
    await tested.find();
    expect(tested.fetched).toHaveLength(1);
    tested.now += 1;
    await tested.find();
    expect(tested.fetched).toHaveLength(2);
  });

  it('not at all with a minimum of 0, if its headers say nothing.', async () => {
    const { find, fetched } = documents({ cache: { minimumSeconds: 0 } });
    await find();
    await find();
    expect(fetched).toHaveLength(2);
  });

  it('by its whole URL.', async () => {
    const { find, fetched } = documents();
    const urls = ['https://client.example/a', 'https://client.example/b', 'https://client.example/a?b'];
    for (const url of [...urls, ...urls]) expect(await find(url)).toMatchObject({ client_id: url });
    expect(fetched).toEqual(urls);
  });

  it('until there are too many: the one that was not used for the longest time is dropped.', async () => {
    const { find, fetched } = documents({ cache: { entries: 2 } });
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await find(`https://client.example/${name}`);
    expect(fetched.map((url) => url.at(-1))).toEqual(['a', 'b', 'c', 'b']);
  });

  it('if its server has an outage later, for a day since it was fetched.', async () => {
    for (const outage of [{ status: 503 }, { status: 429 }, new Error('ECONNREFUSED')]) {
      const tested = documents({ pauseSeconds: 0 });
      await tested.find();
      tested.answer = outage;
      tested.now += 86_399;
      expect(await tested.find()).toMatchObject({ client_id: clientId });
      expect(tested.fetched).toHaveLength(2);
      tested.now += 1;
      await expect(tested.find()).rejects.toMatchObject({ name: 'TemporarilyUnavailable' });
    }
  });

  it('if the limit of its host is reached later, because strangers can reach it.', async () => {
    let allowed = true;
    const take = () => (allowed ? ({ allowed } as const) : ({ allowed, retryAfterSeconds: 7 } as const));
    const tested = documents({}, { limits: { take } });
    await tested.find();
    allowed = false;
    tested.now += 60;
    expect(await tested.find()).toMatchObject({ client_id: clientId });
    await expect(tested.find('https://client.example/other')).rejects.toBeInstanceOf(LimitReached);
  });

  it('no longer if its server withdraws it.', async () => {
    for (const withdrawn of [
      { status: 404 },
      { status: 410 },
      { type: 'text/html' },
      new FetchRefused('moved inside'),
    ]) {
      const tested = documents({ pauseSeconds: 0 });
      await tested.find();
      tested.now += 60;
      tested.answer = withdrawn;
      expect(await tested.find()).toBeUndefined();
      tested.answer = new Error('ECONNREFUSED');
      await expect(tested.find()).rejects.toMatchObject({ name: 'TemporarilyUnavailable' });
    }
  });
});

describe('A document that is invalid', () => {
  it('is reported with each problem, and is no client.', async () => {
    const tested = documents();
    tested.answer = { bytes: new TextEncoder().encode('{"client_secret":"x"}') };
    expect(await tested.find()).toBeUndefined();
    expect(tested.refused).toHaveLength(1);
    expect(tested.refused[0]?.problems.length).toBeGreaterThan(2);
  });

  it('is not kept: after a pause it is fetched again.', async () => {
    const tested = documents();
    tested.answer = { status: 404 };
    expect(await tested.find()).toBeUndefined();
    tested.answer = {};
    tested.now += 5;
    expect(await tested.find()).toMatchObject({ client_id: clientId });
  });

  it('is reported by a function that fails, and the answer is the same.', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    for (const fail of [() => Promise.reject(new Error('no log')), () => JSON.parse('no JSON')]) {
      const tested = documents({ report: fail });
      tested.answer = { status: 404 };
      expect(await tested.find()).toBeUndefined();
    }
    expect(log).toHaveBeenCalledTimes(2);
    log.mockRestore();
  });
});

describe('A URL without a valid document', () => {
  it.each<readonly [string, Answer]>([
    ['has an outage', { status: 503 }],
    ['does not answer', new Error('ECONNREFUSED')],
    ['must not be fetched', new FetchRefused('inside')],
    ['has no document', { status: 404 }],
    ['has an invalid document', { bytes: new TextEncoder().encode('{}') }],
  ])('is not asked again for some seconds if it %s. Other URLs of the host are.', async (_name, answer) => {
    const tested = documents({ pauseSeconds: 3 });
    tested.answer = answer;
    await tested.find().catch(() => undefined);
    tested.now += 1;
    await expect(tested.find()).rejects.toMatchObject({ name: 'LimitReached', retryAfterSeconds: 2 });
    tested.answer = {};
    expect(await tested.find('https://client.example/other')).toBeDefined();
    tested.now += 1;
    await expect(tested.find()).rejects.toMatchObject({ name: 'LimitReached', retryAfterSeconds: 1 });
    tested.now += 1;
    expect(await tested.find()).toBeDefined();
    expect(tested.fetched).toHaveLength(3);
  });

  it('is asked again at once with a pause of 0.', async () => {
    const tested = documents({ pauseSeconds: 0 });
    tested.answer = { status: 404 };
    await tested.find();
    await tested.find();
    expect(tested.fetched).toHaveLength(2);
  });
});

describe('The fetch', () => {
  it.each([500, 502, 503, 504, 599, 429])('is an outage with the status %s.', async (status) => {
    const tested = documents();
    tested.answer = { status };
    await expect(tested.find()).rejects.toMatchObject({ name: 'TemporarilyUnavailable' });
    expect(tested.refused).toEqual([]);
  });

  it('is an outage if it fails, and a mistake of the publisher if it refuses the URL.', async () => {
    const tested = documents();
    tested.answer = new Error('ECONNREFUSED');
    await expect(tested.find()).rejects.toMatchObject({
      name: 'TemporarilyUnavailable',
      message: `The client metadata document ${clientId} cannot be fetched: Error: ECONNREFUSED`,
      cause: tested.answer,
    });
    const refusing = documents();
    refusing.answer = new FetchRefused('client.example leads to 10.0.0.1.');
    expect(await refusing.find()).toBeUndefined();
    expect(refusing.refused).toEqual([{ url: clientId, problems: ['client.example leads to 10.0.0.1.'] }]);
  });

  it('gets the largest size and the type.', async () => {
    const fetch = vi.fn(async () => ({ status: 404, type: undefined, bytes: new Uint8Array(), headers: {} }));
    await documents({ fetch }).find();
    expect(fetch.mock.calls).toEqual([[clientId, { maximumBytes: 5120, type: 'application/json' }]]);
  });

  it('is shared by requests that come at the same time, for each URL.', async () => {
    const waiting: (() => void)[] = [];
    const fetched: string[] = [];
    const fetch = async (url: string) => {
      fetched.push(url);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { status: 200, type: 'application/json', bytes: new TextEncoder().encode(documentOf(url)), headers: {} };
    };
    const { find } = documents({ fetch, cache: { minimumSeconds: 0 } });
    const [one, other] = ['https://client.example/a', 'https://client.example/b'];
    const found = [find(one), find(one), find(other), find(one)];
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    for (const end of waiting) end();
    expect((await Promise.all(found)).map((client) => client?.client_id)).toEqual([one, one, other, one]);
    expect(fetched).toEqual([one, other]);
  });

  it('happens for 100 URLs at the same time at most.', async () => {
    const waiting: (() => void)[] = [];
    const fetch = async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { status: 404, type: undefined, bytes: new Uint8Array(), headers: {} };
    };
    const { find } = documents({ fetch });
    const found = Array.from({ length: 100 }, (_, index) => find(`https://client.example/${index}`));
    await vi.waitFor(() => expect(waiting).toHaveLength(100));
    await expect(find('https://client.example/more')).rejects.toMatchObject({ name: 'TemporarilyUnavailable' });
    for (const end of waiting) end();
    await Promise.all(found);
    const more = find('https://client.example/more');
    await vi.waitFor(() => expect(waiting).toHaveLength(101));
    waiting[100]?.();
    expect(await more).toBeUndefined();
  });
});

describe('The limits of the server', () => {
  it('count the fetches of each host, and not what is kept.', async () => {
    const limits = memoryLimits({ rules: { document: { points: 2, seconds: 60 } } });
    const { find, fetched } = documents({}, { limits });
    for (const name of ['a', 'a', 'b', 'b']) expect(await find(`https://client.example/${name}`)).toBeDefined();
    await expect(find('https://client.example/c')).rejects.toMatchObject({
      name: 'LimitReached',
      message: 'Too many client metadata documents of client.example were fetched.',
    });
    expect(await find('https://other.example/a')).toBeDefined();
    expect(fetched).toHaveLength(3);
  });

  it('fail the request if they fail.', async () => {
    const { find, fetched } = documents({}, { limits: { take: () => Promise.reject(new Error('no Redis')) } });
    await expect(find()).rejects.toThrow('no Redis');
    expect(fetched).toEqual([]);
  });
});

describe('The settings', () => {
  it.each<readonly [object, string]>([
    [{ Fetch: fetch }, 'Fetch is not a setting: correct its spelling.'],
    [{ fetch: 'https' }, 'fetch must be a function.'],
    [{ fetch: null }, 'fetch must be a function.'],
    [{ trust: 'ask' }, 'trust must be a function.'],
    [{ report: true }, 'report must be a function.'],
    [{ customRedirectSchemes: 'cursor' }, 'customRedirectSchemes must be a list of lower-case schemes'],
    [{ customRedirectSchemes: ['Cursor'] }, 'customRedirectSchemes must be a list of lower-case schemes'],
    [{ customRedirectSchemes: ['cursor:'] }, 'customRedirectSchemes must be a list of lower-case schemes'],
    [{ cache: true }, 'cache must be an object'],
    [{ cache: null }, 'cache must be an object'],
    [{ cache: [] }, 'cache must be an object'],
    [{ cache: { seconds: 1 } }, 'cache.seconds is not a setting: correct its spelling.'],
    [{ cache: { minimumSeconds: -1 } }, 'cache.minimumSeconds must be a whole number from 0 to 3600.'],
    [{ cache: { minimumSeconds: 3601 } }, 'cache.minimumSeconds must be a whole number from 0 to 3600.'],
    [{ cache: { maximumSeconds: 0 } }, 'cache.maximumSeconds must be a whole number from 1 to 604800.'],
    [{ cache: { maximumSeconds: 30 } }, 'cache.minimumSeconds must not be more than cache.maximumSeconds.'],
    [{ cache: { entries: 0 } }, 'cache.entries must be a whole number from 1 to 100000.'],
    [{ cache: { entries: 1.5 } }, 'cache.entries must be a whole number from 1 to 100000.'],
    [{ cache: { entries: '10' } }, 'cache.entries must be a whole number from 1 to 100000.'],
    [{ pauseSeconds: -1 }, 'pauseSeconds must be a whole number from 0 to 60.'],
    [{ pauseSeconds: 61 }, 'pauseSeconds must be a whole number from 0 to 60.'],
    [{ pauseSeconds: null }, 'pauseSeconds must be a whole number from 0 to 60.'],
  ])('%j throw: %s', (settings, problem) => {
    expect(() => clientDocuments(settings)).toThrow(InvalidSettings);
    expect(() => clientDocuments(settings)).toThrow(problem);
  });

  it('throw with every problem at once.', () => {
    const settings: object = { trust: 1, report: 1, cache: { entries: 0 } };
    expect(() => clientDocuments(settings)).toThrow(
      expect.objectContaining({
        problems: [
          'trust must be a function.',
          'report must be a function.',
          'cache.entries must be a whole number from 1 to 100000.',
        ],
      }),
    );
  });

  it.each([null, 'ask', 1])('throw if they are no object: %j.', (settings) => {
    const call = clientDocuments as (settings: unknown) => unknown;
    expect(() => call(settings)).toThrow('The settings must be an object, or left out.');
  });

  it('may all be left out, or be undefined.', () => {
    const settings: ClientDocumentsSettings = {
      fetch: undefined,
      trust: undefined,
      customRedirectSchemes: undefined,
      cache: { minimumSeconds: undefined, maximumSeconds: undefined, entries: undefined },
      pauseSeconds: undefined,
      report: undefined,
    };
    expect([clientDocuments(), clientDocuments({}), clientDocuments(settings)].map(({ name }) => name)).toEqual(
      Array(3).fill('clientDocuments'),
    );
  });
});
