import {
  consentKeysOf,
  decide,
  defineClient,
  definePolicy,
  entropyOf,
  type Facts,
  type FormInput,
  readClient,
} from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { joinScope, splitScope } from '../../src/encoding/scope.ts';

/** More tokens than a regular expression can go back over, a thousand of them different. */
const millions = Array.from({ length: 4_000_000 }, (_token, index) => `s${index % 1000}`).join(' ');

describe('The tokens of a scope (RFC 6749 §3.3)', () => {
  it.each<[string, readonly string[]]>([
    ['read', ['read']],
    ['read write', ['read', 'write']],
    ['write read write', ['write', 'read']],
    ['!#[]~ a:b/c', ['!#[]~', 'a:b/c']],
  ])('of %j are %j, each once, in the order sent.', (text, tokens) => {
    expect(splitScope(text)).toEqual(tokens);
    expect(splitScope(joinScope(tokens))).toEqual(tokens);
  });

  it.each(['', ' ', 'read ', ' read', 'read  write', 'read\twrite', 'read\n', '"read"', 'a\\b', 'ü', '\u007F'])(
    'are none of %j.',
    (text) => {
      expect(splitScope(text)).toBeUndefined();
    },
  );

  it('may be millions, and of millions one may be malformed.', () => {
    expect(splitScope(millions)).toHaveLength(1000);
    expect(splitScope(`${millions} `)).toBeUndefined();
    expect(splitScope(`${millions} "`)).toBeUndefined();
  });
});

describe('A request for millions of scopes', () => {
  const facts: Facts = {
    policy: definePolicy({ issuer: 'https://login.example', scopes: { read: { name: 'Read' } } }),
    client: () => defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] }),
    owner: { subject: 'user-1' },
    consent: () => ({ remembered: [], answer: { kind: 'none' } }),
    now: 0,
    entropy: entropyOf(new Uint8Array(32).fill(1)),
    consentKeys: consentKeysOf([new Uint8Array(32).fill(1)]),
  };

  const asking = (scope: string): FormInput => [
    ['response_type', 'code'],
    ['client_id', 'app'],
    ['redirect_uri', 'https://app.example/cb'],
    ['code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'],
    ['code_challenge_method', 'S256'],
    ['scope', scope],
  ];

  it('is answered like any other (R92): the client is told what is wrong with it.', () => {
    expect(decide(asking(millions), facts)).toMatchObject({ kind: 'reject', rule: { name: 'scope-allowed' } });
    expect(decide(asking(`${millions} "`), facts)).toMatchObject({ kind: 'reject', rule: { name: 'scope-syntax' } });
  });

  it('and a registration for millions of scopes are judged, not thrown at.', () => {
    const metadata = { client_id: 'app', redirect_uris: ['https://app.example/cb'] };
    expect(readClient({ ...metadata, scope: millions })).toMatchObject({ kind: 'valid' });
    expect(readClient({ ...metadata, scope: `${millions} ` })).toEqual({
      kind: 'invalid',
      problems: ['scope must be scope tokens with one space between them.'],
    });
  });
});
