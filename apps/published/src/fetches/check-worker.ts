import { Miniflare, type Request, Response } from 'miniflare';

// Runs on Node in the project. Prints what a Worker fetched with the compatibility flag and without it.
const urls = [
  'https://client.example/client.json',
  'https://client.example/redirect',
  'https://client.example/large',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://[::ffff:a00:1]/',
  'https://169.254.169.254/',
  'https://localhost/',
  'https://metadata.google.internal/',
  'https://client.example:8443/',
  'http://client.example/',
];
const expected = ['200 2', '302 0', ...Array<string>(9).fill('FetchRefused')];

/** What the Worker asked for. */
const asked: string[] = [];

const publish = (url: string): Response => {
  asked.push(url);
  if (url.endsWith('/redirect')) return new Response('{}', { status: 302, headers: { location: 'https://10.0.0.1/' } });
  const body = url.endsWith('/large') ? '{}'.padEnd(6000) : '{}';
  return new Response(body, { headers: { 'content-type': 'application/json' } });
};

const run = async (compatibilityFlags: string[]): Promise<readonly string[]> => {
  const workerd = new Miniflare({
    modules: true,
    scriptPath: 'fetches/worker.js',
    compatibilityDate: '2026-07-01',
    compatibilityFlags,
    outboundService: ({ url }: Request) => publish(url),
    // It would fetch properties of requests from Cloudflare.
    cf: false,
  });
  try {
    const query = new URLSearchParams(urls.map((url): [string, string] => ['url', url])).toString();
    const response = await workerd.dispatchFetch(`http://localhost/?${query}`);
    return (await response.json()) as readonly string[];
  } finally {
    await workerd.dispose();
  }
};

const outcome = { passed: 0, failures: [] as string[] };
const check = (says: string, found: unknown, wanted: unknown): void => {
  if (JSON.stringify(found) === JSON.stringify(wanted)) outcome.passed += 1;
  else outcome.failures.push(`${says}: ${JSON.stringify(found)}`);
};

const without = await run([]);
check('without the flag, clientDocuments throws', without[0], 'InvalidSettings');
check('without the flag, nothing is fetched', without.slice(1), Array(urls.length).fill('Error'));
check('without the flag, nothing is asked', asked, []);
const [made, ...fetched] = await run(['global_fetch_strictly_public']);
check('with the flag, clientDocuments works', made, 'clientDocuments');
for (const [index, url] of urls.entries()) check(url, fetched[index], expected[index]);
check('nothing else is asked', asked, urls.slice(0, 3));
console.log(JSON.stringify(outcome));
