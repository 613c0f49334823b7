import { networkOf } from '@codegrant/limits';
import { describe, expect, it } from 'vitest';

describe('networkOf', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['0300.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['::1', '::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
  ])('of %s is %s.', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each([undefined, null, '', 'unknown', '192.0.2.1:443', '192.0.2.1, 192.0.2.2', '[::1]', 'localhost'])(
    'of %j is undefined: it is no address.',
    (address) => {
      expect(networkOf(address)).toBeUndefined();
    },
  );
});
