import { describe, expect, it } from 'vitest';
import { nodeSender } from '../src/node-sender.ts';
import { certificate, startServer } from './fixtures/https-server.ts';
import { clientAt, expectNothingReached, publish, startNetwork } from './fixtures/network.ts';

const limits = { maximumBytes: 5120, type: 'application/json' };

/** Each is an address of this machine, as it can be written in a URL. */
const thisMachine = [
  '127.0.0.1',
  '127.0.0.1.',
  '127.1',
  '127.0.1',
  '127.0.0.2',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0x7F.1',
  '0177.0.0.1',
  '0177.0.0.0x1',
  '017700000001',
  '0',
  '0.0.0.0',
  '1２7.0.0.1',
  '127。0。0。1',
  '①27.0.0.1',
  '%31%32%37.0.0.1',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[::]',
  '[64:ff9b::127.0.0.1]',
  '[2002:7f00:1::]',
];

// R169, R173, R349.
describe('A service of this machine gets no connection', () => {
  it.each(thisMachine)('if the host of the URL is %s.', async (host) => {
    const inside = await startServer(publish);
    const fetch = nodeSender({ ca: certificate.cert, port: inside.port });
    const url = `https://${host}:${inside.port}/client.json`;
    await expect(fetch(url, limits)).rejects.toMatchObject({ name: 'FetchRefused' });
    expect(await clientAt(fetch, url)).toBeUndefined();
    expect(inside.connections()).toBe(0);
  });

  it.each(['localhost', 'LOCALHOST', 'localhost.', 'client.localhost', 'a.client.localhost', 'client.localhost.'])(
    'if the host of the URL is %s. The name is not looked up.',
    async (host) => {
      const inside = await startServer(publish);
      const lookedUp: string[] = [];
      const addressesOf = async (name: string) => {
        lookedUp.push(name);
        return ['127.0.0.1'];
      };
      const fetch = nodeSender({ ca: certificate.cert, port: inside.port, addressesOf, isAllowed: () => true });
      const url = `https://${host}:${inside.port}/client.json`;
      await expect(fetch(url, limits)).rejects.toMatchObject({ name: 'FetchRefused' });
      expect(await clientAt(fetch, url)).toBeUndefined();
      expect([inside.connections(), lookedUp]).toEqual([0, []]);
    },
  );
});

describe('Nothing is looked up', () => {
  it.each([
    ['of one label', 'https://intranet/client.json'],
    ['that ends with a dot', 'https://client.example./client.json'],
    ['below local', 'https://printer.local/client.json'],
    ['below internal', 'https://metadata.google.internal/client.json'],
    ['below home.arpa', 'https://router.home.arpa/client.json'],
    ['below test', 'https://client.test/client.json'],
    ['below invalid', 'https://client.invalid/client.json'],
    ['below onion', 'https://client.onion/client.json'],
    ['below alt', 'https://client.alt/client.json'],
  ])('for a host %s.', async (_name, url) => {
    const network = await startNetwork();
    expect(await expectNothingReached(network, url)).toMatchObject({ name: 'FetchRefused' });
    expect([network.lookedUp, network.connectedTo]).toEqual([[], []]);
  });

  it.each([
    ['http', 'http://client.example/client.json'],
    ['ftp', 'ftp://client.example/client.json'],
    ['file', 'file:///etc/passwd'],
    ['data', `data:application/json,{}`],
    ['a blob', 'blob:https://client.example/1'],
    ['a user name', 'https://client.example@inside.example/client.json'],
    ['a password', 'https://a:b@client.example/client.json'],
    ['an empty user name and a password', 'https://:b@client.example/client.json'],
    ['port 80', 'https://client.example:80/client.json'],
    ['port 22', 'https://client.example:22/client.json'],
    ['port 8443', 'https://client.example:8443/client.json'],
    ['port 0', 'https://client.example:0/client.json'],
    ['a port that is none', 'https://client.example:65536/client.json'],
    ['a zone of IPv6', 'https://[fe80::1%25eth0]/client.json'],
    ['a host with a line break that is encoded', 'https://client.example%0d%0a/client.json'],
    ['a host with a null byte', 'https://client.example%00.inside.example/client.json'],
    ['no host', 'https:///'],
    ['nothing', ''],
    ['no URL', 'client.json'],
  ])('for a URL with %s.', async (_name, url) => {
    const network = await startNetwork();
    expect(await expectNothingReached(network, url)).toMatchObject({ name: 'FetchRefused' });
    expect([network.lookedUp, network.connectedTo]).toEqual([[], []]);
  });
});

describe('A URL', () => {
  it.each(['https://client.example:443/client.json', 'https://client.example/a%0d%0aX:%20y?b%0d%0a'])(
    'is sent as it is: %s.',
    async (url) => {
      const network = await startNetwork();
      expect(await clientAt(network.fetch, url.replace(':443', ''))).toBeDefined();
      expect(network.connections()).toBe(1);
    },
  );
});
