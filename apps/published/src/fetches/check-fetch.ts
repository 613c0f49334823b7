import dns from 'node:dns';
import { guardedFetch } from '@codegrant/client-documents';
import { nodeSender } from '../../../../packages/client-documents/src/node-sender.ts';
import type { Outcome } from '../stores/vitest.ts';

// Runs in each runtime that has the modules of Node, as one bundle. The servers are in another process: see guarded-fetches.ts.
const { CA: ca = '', OTHER_CA: otherCa = '' } = process.env;
const portOf = (name: string): number => Number(process.env[name]);
const publisher = portOf('PUBLISHER_PORT');
const inside = portOf('INSIDE_PORT');
const limits = { maximumBytes: 5120, type: 'application/json' };

/** For this fetch, this machine is public. */
const fetchHere = (path: string, { timeLimit = 30_000, host = 'client.example', authority = ca } = {}) =>
  nodeSender({
    addressesOf: async () => ['127.0.0.1'],
    isAllowed: () => true,
    port: publisher,
    timeLimit,
    ca: authority,
  })(`https://${host}:${publisher}${path}`, limits);

/** For this one, it is not. */
const fetchInside = (host: string) =>
  nodeSender({ addressesOf: async () => ['127.0.0.1'], port: inside, ca })(`https://${host}:${inside}/`, limits);

const outcome = { passed: 0, failures: [] as string[] };

const check = async (says: string, run: () => Promise<boolean>): Promise<void> => {
  const holds = await run().catch((cause: unknown) => `: ${String(cause)}`);
  if (holds === true) outcome.passed += 1;
  else outcome.failures.push(says + (holds === false ? '' : holds));
};

const rejection = (fetched: Promise<unknown>): Promise<string> =>
  fetched.then(
    () => 'none',
    (cause: unknown) => (cause instanceof Error ? cause.name : 'no error'),
  );

await check('a document is read', async () => {
  const { status, type, bytes, headers } = await fetchHere('/client.json?v=1');
  const { host, url } = JSON.parse(new TextDecoder().decode(bytes));
  return (
    [status, type, host, url].join(' ') === `200 application/json client.example:${publisher} /client.json?v=1` &&
    headers['cache-control'] === 'max-age=60'
  );
});
await check('a redirect is not followed', async () => (await fetchHere('/redirect')).status === 302);
await check('the body of an error is not read', async () => (await fetchHere('/error')).bytes.length === 0);
await check('a large body is refused', async () => (await rejection(fetchHere('/large'))) === 'FetchRefused');
await check('a compressed body is refused', async () => (await rejection(fetchHere('/gzip'))) === 'FetchRefused');
await check(
  'a switch of protocols is an error',
  async () => !['none', 'FetchRefused'].includes(await rejection(fetchHere('/switch'))),
);
await check(
  'a slow head ends in time',
  async () => (await rejection(fetchHere('/slow', { timeLimit: 300 }))) !== 'none',
);
await check(
  'a slow body ends in time',
  async () => (await rejection(fetchHere('/slow-body', { timeLimit: 300 }))) !== 'none',
);
await check(
  'a certificate for another name is refused',
  async () => (await rejection(fetchHere('/', { host: 'unknown.example' }))) !== 'none',
);
await check(
  'a certificate that is not trusted is refused',
  async () => (await rejection(fetchHere('/', { authority: otherCa }))) !== 'none',
);
for (const host of ['client.example', '127.0.0.1', '[::1]', '[::ffff:7f00:1]', '2130706433', 'localhost'])
  await check(`${host} of the inside is refused`, async () => (await rejection(fetchInside(host))) === 'FetchRefused');
for (const url of ['https://127.0.0.1/', 'https://localhost/', 'https://169.254.169.254/', 'http://client.example/'])
  await check(
    `guardedFetch refuses ${url}`,
    async () => (await rejection(guardedFetch(url, limits))) === 'FetchRefused',
  );
dns.setServers([process.env['DNS_SERVER'] ?? '']);
await check('guardedFetch looks names up in the DNS', async () => {
  const cause: unknown = await guardedFetch('https://inside.example/', limits).catch((error: unknown) => error);
  return cause instanceof Error && cause.message.includes('inside.example leads to 127.0.0.1');
});

console.log(JSON.stringify(outcome satisfies Outcome));
