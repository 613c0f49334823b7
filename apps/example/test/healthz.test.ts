import { Client } from 'pg';
import { createClient } from 'redis';
import { expect, it } from 'vitest';
import {
  describeWithPostgresqlEngine,
  describeWithRedisEngine,
  describeWithSqlite,
  type Engine,
} from './shared-storage.ts';
import { adapters, type Example } from './start-example.ts';
import { exampleForTest } from './use-example.ts';

const healthOf = async ({ serverUrl }: Example) => {
  const response = await fetch(`${serverUrl}/healthz`);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    cache: response.headers.get('cache-control'),
    body: await response.json(),
  };
};

const json = { type: 'application/json', cache: 'no-store' };
const healthy = (store: string) => ({ status: 200, ...json, body: { status: 'ok', store } });
const unavailable = (store: string) => ({ status: 503, ...json, body: { status: 'unavailable', store } });

it.each(adapters)('With ADAPTER=%s, GET /healthz says 200 while the memory is the storage.', async (ADAPTER) => {
  expect(await healthOf(await exampleForTest({ ADAPTER }))).toEqual(healthy('memory'));
});

describeWithSqlite('With SQLite,', (store) => {
  it('GET /healthz says 200.', async () => {
    expect(await healthOf(await exampleForTest({ STORE: store() }))).toEqual(healthy('sqlite'));
  });
});

/** Makes an engine accept commands and not answer them. Returns how to let it go on. */
type Hang = (url: string) => Promise<() => Promise<void>>;

const hangRedis: Hang = async (url) => {
  const client = await createClient({ url }).connect();
  await client.sendCommand(['CLIENT', 'PAUSE', '600000', 'WRITE']);
  return async () => {
    await client.sendCommand(['CLIENT', 'UNPAUSE']);
    client.destroy();
  };
};

const hangPostgresql: Hang = async (connectionString) => {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE codegrant_codes');
  return () => client.end();
};

const followsTheEngine = (kind: string, engine: () => Engine, hang: Hang): void => {
  it('GET /healthz says 503 while it is stopped, and 200 again without a restart of the example.', async () => {
    const example = await exampleForTest({ STORE: engine().url });
    expect(await healthOf(example)).toEqual(healthy(kind));
    await engine().end();
    expect(await healthOf(example)).toEqual(unavailable(kind));
    await engine().start();
    await expect.poll(() => healthOf(example), { timeout: 20_000 }).toEqual(healthy(kind));
    expect(await example.stop()).toBe(0);
  });

  it('GET /healthz says 503 while it accepts commands and does not answer.', async () => {
    const example = await exampleForTest({ STORE: engine().url });
    const goOn = await hang(engine().url);
    const health = await healthOf(example);
    await goOn();
    expect(health).toEqual(unavailable(kind));
    await expect.poll(() => healthOf(example), { timeout: 20_000 }).toEqual(healthy(kind));
  });
};

describeWithRedisEngine('With Redis,', (engine) => followsTheEngine('redis', engine, hangRedis));
describeWithPostgresqlEngine('With PostgreSQL,', (engine) => {
  followsTheEngine('postgresql', engine, hangPostgresql);

  it('GET /healthz says 503 after it has become read-only.', async () => {
    const example = await exampleForTest({ STORE: engine().url });
    const client = new Client({ connectionString: engine().url });
    await client.connect();
    await client.query('ALTER SYSTEM SET default_transaction_read_only = on');
    await client.query('SELECT pg_reload_conf()');
    await client.end();
    await expect.poll(() => healthOf(example), { timeout: 20_000 }).toEqual(unavailable('postgresql'));
  });
});
