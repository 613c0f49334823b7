import { describe, expect, it } from 'vitest';
import { readBasicCredentials } from '../../src/client-authentication/basic-credentials.ts';

const basic = (userPass: string): string => Buffer.from(userPass).toString('base64');

describe('readBasicCredentials', () => {
  it.each([undefined, '', 'Bearer x', 'NotBasic eA==', 'xBasic eDp5', 'Basically eDp5'])(
    'finds no credentials in %j.',
    (header) => {
      expect(readBasicCredentials(header)).toEqual({ kind: 'none' });
    },
  );

  it.each([
    'Basic',
    'Basic ',
    'Basic !',
    `Basic ${basic('no colon')}`,
    `Basic ${Buffer.from([0xff, 0x3a]).toString('base64')}`,
  ])('calls %j malformed.', (header) => {
    expect(readBasicCredentials(header)).toEqual({ kind: 'malformed' });
  });

  it.each<[string, string, readonly string[]]>([
    [`Basic ${basic('app:secret')}`, 'app', ['secret']],
    [`basic   ${basic('app:secret')} `, 'app', ['secret']],
    [`Basic ${basic('app:')}`, 'app', ['']],
    [`Basic ${basic(':secret')}`, '', ['secret']],
    [`Basic ${basic('app:a:b')}`, 'app', ['a:b']],
    [`Basic ${basic('a%20b:c%3Ad+e')}`, 'a b', ['c:d e', 'c%3Ad+e']],
    [`Basic ${basic('a%ZZ:c%ZZ')}`, 'a%ZZ', ['c%ZZ']],
    [`Basic ${basic('é:ü')}`, 'é', ['ü']],
  ])('reads %j, with the secret decoded and as it was sent.', (header, clientId, secrets) => {
    expect(readBasicCredentials(header)).toEqual({ kind: 'basic', clientId, secrets });
  });

  it('reads past 100,000 spaces.', () => {
    const spaces = ' '.repeat(100_000);
    const secret = { kind: 'basic', clientId: 'app', secrets: ['secret'] };
    expect(readBasicCredentials(`Basic${spaces}`)).toEqual({ kind: 'malformed' });
    expect(readBasicCredentials(`Basic${spaces}!`)).toEqual({ kind: 'malformed' });
    expect(readBasicCredentials(`Basic${spaces}\n${spaces}x`)).toEqual({ kind: 'malformed' });
    expect(readBasicCredentials(`Basic${spaces}${basic('app:secret')}${spaces}`)).toEqual(secret);
    expect(readBasicCredentials(`${spaces}Basic ${basic('app:secret')}`)).toEqual({ kind: 'none' });
  });
});
