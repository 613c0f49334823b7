import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../src/is-public-address.ts';
import { expectNothingReached, publicAddress, publicAddress6, startNetwork } from './fixtures/network.ts';
import { specialAddresses } from './fixtures/special-addresses.ts';

const others = [
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '11.0.0.1',
  '126.255.255.255',
  '128.0.0.1',
];
const others6 = ['2001:200::1', '2003::1', '2a00:1450:4001:80b::200e', '2606:4700::1111'];

// R173, R348.
describe('An address', () => {
  it.each([publicAddress, publicAddress6, ...others, ...others6])('is public: %s.', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(['', 'client.example', '1', '1.2.3', '0x7f.1', '10.0.0.1 ', '::g'])(
    'is not public if it is none: "%s".',
    (address) => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );
});

describe('Nothing is fetched from an address that is not public', () => {
  it.each(specialAddresses)('if a name leads to it: %s, %s.', async (_name, address) => {
    const network = await startNetwork({ lookUps: [[address]] });
    expect(await expectNothingReached(network)).toMatchObject({ name: 'FetchRefused' });
    expect(network.connectedTo).toEqual([]);
  });

  it.each(specialAddresses)('if a name leads to it and to public ones: %s, %s.', async (_name, address) => {
    for (const addresses of [
      [publicAddress, publicAddress6, address],
      [address, publicAddress],
    ]) {
      const network = await startNetwork({ lookUps: [addresses] });
      expect(await expectNothingReached(network)).toMatchObject({ name: 'FetchRefused' });
      expect(network.connectedTo).toEqual([]);
    }
  });

  it.each(specialAddresses)('if it is the host of the URL: %s, %s.', async (_name, address) => {
    const network = await startNetwork();
    const host = address.includes(':') ? `[${address}]` : address;
    const cause = await expectNothingReached(network, `https://${host}/client.json`);
    expect(cause).toMatchObject({ name: 'FetchRefused' });
    expect([network.lookedUp, network.connectedTo]).toEqual([[], []]);
  });

  it('if a look-up finds what is no address.', async () => {
    for (const address of ['localhost', '', '2130706433', '0x7f000001', '127.1']) {
      const network = await startNetwork({ lookUps: [[address]] });
      expect(await expectNothingReached(network)).toMatchObject({ name: 'FetchRefused' });
      expect(network.connectedTo).toEqual([]);
    }
  });

  it('if a later look-up leads to it. Nothing is looked up twice for one fetch.', async () => {
    const network = await startNetwork({ lookUps: [[publicAddress], ['10.0.0.1']] });
    const limits = { maximumBytes: 5120, type: 'application/json' };
    expect(await network.fetch('https://client.example/client.json', limits)).toMatchObject({ status: 200 });
    expect([network.lookedUp, network.connectedTo]).toEqual([['client.example'], [publicAddress]]);
    expect(await expectNothingReached(network)).toMatchObject({ name: 'FetchRefused' });
    expect(network.connectedTo).toEqual([publicAddress]);
  });
});
