import { comparableResource, isResourceUri } from '@codegrant/core/internal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const isSame = (one: string, other: string): boolean => comparableResource(one) === comparableResource(other);

describe('A resource URI (R148)', () => {
  it.each(['https://api.example', 'https://api.example/mcp?tenant=1', 'urn:example:mail', 'https://[::1]:8080/a%20b'])(
    'is absolute: %s.',
    (uri) => {
      expect(isResourceUri(uri)).toBe(true);
    },
  );

  it.each(['', 'https:', '/mcp', '//api.example', 'api', '1https://a', 'https://a#', 'https://a#b', 'https://a/%2'])(
    'is not: %j.',
    (text) => {
      expect(isResourceUri(text)).toBe(false);
    },
  );

  it('has ASCII characters only, without spaces.', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !isResourceUri(text) || /^[\x21-\x7E]+$/.test(text)),
    );
  });
});

describe('Two resource URIs are the same', () => {
  it.each([
    ['HTTPS://API.Example/mcp', 'https://api.example/mcp'],
    ['https://api.example', 'https://api.example/'],
    ['https://API.example:8443', 'https://api.example:8443/'],
  ])('whatever the case of scheme and host, and whether a slash follows the host (R152): %s, %s.', (one, other) => {
    expect(isSame(one, other)).toBe(true);
  });

  it.each([
    ['https://api.example/a', 'https://api.example/a/'],
    ['https://api.example/a', 'https://api.example/A'],
    ['https://api.example', 'https://api.example//'],
    ['https://api.example?a', 'https://api.example/?a'],
    ['https://api.example?', 'https://api.example'],
    ['https://api.example', 'https://api.example:443'],
    ['https://api.example', 'http://api.example'],
    ['https://api.example/%7e', 'https://api.example/~'],
    ['urn:example:a', 'URN:example:a'],
  ])('only then: not %s, %s.', (one, other) => {
    expect(isSame(one, other)).toBe(false);
  });

  it('as one string for both, which has the scheme and the host in lower case, and is a URI without a host unchanged.', () => {
    expect(comparableResource('HTTPS://API.example')).toBe('https://api.example/');
    expect(comparableResource('urn:HTTPS://API.example')).toBe('urn:HTTPS://API.example');
  });

  it('never if they differ after the host (R150).', () => {
    const rest = fc.stringMatching(/^[/?][a-zA-Z0-9/?=%&]*$/);
    fc.assert(
      fc.property(rest, rest, (one, other) => {
        fc.pre(one !== other);
        expect(isSame(`https://api.example${one}`, `https://API.example${other}`)).toBe(false);
      }),
    );
  });
});
