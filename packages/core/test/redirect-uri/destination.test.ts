import { destinationOf } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const kindOf = (uri: string): string => destinationOf(uri).kind;

describe('A redirect URI leads to this device (R47)', () => {
  it.each([
    'localhost',
    'LocalHost',
    'localhost.',
    'localhost..',
    'app.localhost',
    'localhost.localdomain',
    'localhost.localdomain.',
    'localhost4',
    'localhost4.localdomain4',
    'localhost6',
    'localhost6.localdomain6',
    'ip6-localhost',
    'ip6-loopback',
    'ipv6-localhost',
    'ipv6-loopback',
    'loopback',
    'loghost',
    'kubernetes.docker.internal',
  ])('if its host has the name %s.', (host) => {
    expect(kindOf(`https://${host}/cb`)).toBe('this_device');
    expect(kindOf(`https://${host}:8443`)).toBe('this_device');
  });

  it.each([
    '127.0.0.1',
    '127.0.0.1.',
    '127.255.255.254',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '0.0.0.0',
    '0',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::]',
  ])('if its host has the address %s.', (host) => {
    expect(kindOf(`https://${host}/cb`)).toBe('this_device');
  });

  it.each([
    ['IPv4-mapped', '[::ffff:127.0.0.1]'],
    ['IPv4-mapped, and unspecified', '[::ffff:0.0.0.0]'],
    ['IPv4-mapped, in hexadecimal', '[0:0:0:0:0:FFFF:7F09:807]'],
    ['IPv4-compatible', '[::127.0.0.1]'],
    ['IPv4-translated', '[::ffff:0:127.0.0.1]'],
    ['NAT64', '[64:ff9b::127.0.0.1]'],
    ['NAT64, and unspecified', '[64:ff9b::]'],
    ['NAT64 of a local network', '[64:ff9b:1::127.0.0.1]'],
    ['NAT64 of a local network, with a subnet', '[64:ff9b:1:abcd::127.8.9.1]'],
    ['6to4', '[2002:7f00:1::]'],
    ['6to4, with an interface', '[2002:7fff:fffe:1:2:3:4:5]'],
  ])('if its address contains one of this device: %s, %s.', (_how, host) => {
    expect(kindOf(`https://${host}/cb`)).toBe('this_device');
  });

  it.each(['http://127.0.0.1:9/cb', 'http://[::1]/cb', 'http://localhost/cb'])('if it is %s.', (uri) => {
    expect(kindOf(uri)).toBe('this_device');
  });
});

it.each([
  'app.example',
  'localhost.example',
  'notlocalhost',
  'localhost.localdomain.example',
  'ip6-localhost.example',
  '127.0.0.1.example',
  '128.0.0.1',
  '126.255.255.255',
  '10.0.0.1',
  '0.0.0.1',
  '[::2]',
  '[::1:0]',
  '[1::1]',
  '[1::]',
  '[::ffff:128.0.0.1]',
  '[::fffe:127.0.0.1]',
  '[::1:127.0.0.1]',
  '[64:ff9b::8.8.8.8]',
  '[64:ff9b:2::127.0.0.1]',
  '[64:ff9c::127.0.0.1]',
  '[2002:8000:1::]',
  '[2001:7f00:1::]',
  '[2001:db8::7f00:1]',
])('A redirect URI leads to a website if it is https on %s.', (host) => {
  expect(kindOf(`https://${host}/localhost?x=.localhost`)).toBe('website');
});

it.each(['com.example.app:/cb', 'cursor://localhost/cb', 'https://[nonsense]/cb', 'https:', 'no URI', ''])(
  'A redirect URI leads to an app if it is %j.',
  (uri) => {
    expect(kindOf(uri)).toBe('app');
  },
);

it('A redirect URI whose host has 100,000 dots is read, at the start and at the end of the host.', () => {
  const dots = '.'.repeat(100_000);
  expect(kindOf(`https://${dots}app.example/cb`)).toBe('website');
  expect(kindOf(`https://localhost${dots}/cb`)).toBe('this_device');
});
