import dns from 'node:dns';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { addressesInDns } from '../src/node-look-up.ts';
import { type DnsServer, startDns } from './fixtures/dns-server.ts';

const servers = dns.getServers();
afterEach(() => dns.setServers(servers));

/** Starts a DNS server, which this process asks until the test is over. */
const askDns = async (...settings: Parameters<typeof startDns>): Promise<DnsServer> => {
  const server = await startDns(...settings);
  onTestFinished(server.stop);
  dns.setServers([server.address]);
  return server;
};

const forever = new AbortController().signal;

// R353.
describe('A look-up', () => {
  it('asks the DNS for both kinds of addresses, once each.', async () => {
    const { asked } = await askDns({
      A: [new Uint8Array([93, 184, 215, 14]), new Uint8Array([10, 0, 0, 1])],
      AAAA: [new Uint8Array(16).fill(0x20)],
    });
    expect(await addressesInDns('client.example', forever)).toEqual([
      '93.184.215.14',
      '10.0.0.1',
      '2020:2020:2020:2020:2020:2020:2020:2020',
    ]);
    expect(asked.toSorted()).toEqual(['A client.example', 'AAAA client.example']);
  });

  it('finds the addresses of one kind, if there are none of the other.', async () => {
    await askDns({ AAAA: [new Uint8Array(16).fill(0x20)] });
    expect(await addressesInDns('client.example', forever)).toHaveLength(1);
  });

  it.each([
    ['does not exist', 3],
    ['has no address', 0],
  ])('is refused, as one that leads to the inside, if the name %s.', async (_name, code) => {
    await askDns({}, code);
    await expect(addressesInDns('client.example', forever)).rejects.toMatchObject({ name: 'FetchRefused' });
  });

  it('fails for now if the DNS does.', async () => {
    await askDns({}, 2);
    await expect(addressesInDns('client.example', forever)).rejects.toMatchObject({ code: 'ESERVFAIL' });
  });

  it('does not read the file of hosts, and adds no search domain.', async () => {
    const { asked } = await askDns({}, 3);
    await expect(addressesInDns('localhost', forever)).rejects.toMatchObject({ name: 'FetchRefused' });
    expect(asked.toSorted()).toEqual(['A localhost', 'AAAA localhost']);
  });

  it('ends with its signal.', async () => {
    await askDns(undefined);
    const stop = new AbortController();
    const found = addressesInDns('client.example', stop.signal);
    stop.abort();
    await expect(found).rejects.toMatchObject({ code: 'ECANCELLED' });
  });
});
