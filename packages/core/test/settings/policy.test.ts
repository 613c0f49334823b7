import { consentKeysOf, definePolicy, InvalidSettings, type PolicySettings, readPolicy } from '@codegrant/core';
import { describe, expect, it } from 'vitest';

const settings: PolicySettings = { issuer: 'https://login.example', scopes: { read: { name: 'Read' } } };

const problemsOf = (given: unknown): readonly string[] => {
  const reading = readPolicy(given);
  return reading.kind === 'invalid' ? reading.problems : [];
};

const notAUrl =
  'issuer must be a URL without query, fragment, user name, or any of * : ( ) % in its path, for example https://login.example.';
const notHttps = 'issuer must be https (http only on http://127.0.0.1, http://[::1] or http://localhost).';
const oddNames = 'scopes must be an object without the names __proto__, prototype and constructor.';

describe('A policy', () => {
  it('has a safe default for everything but the issuer and the scopes.', () => {
    expect(readPolicy(settings)).toEqual({
      kind: 'valid',
      value: {
        issuer: 'https://login.example',
        scopes: new Map([['read', { name: 'Read' }]]),
        defaultScope: [],
        requiredScope: [],
        pkce: 'unlessRegistered',
        codeChallengeMethods: ['S256'],
        codeLifetimeSeconds: 60,
        consentLifetimeSeconds: 600,
        rememberConsent: 'provenClients',
      },
    });
  });

  it('is what was set.', () => {
    const given = {
      ...settings,
      defaultScope: ['read'],
      requiredScope: ['read'],
      pkce: 'always',
      codeChallengeMethods: ['S256', 'plain'],
      codeLifetimeSeconds: 30,
      consentLifetimeSeconds: 90,
      rememberConsent: 'never',
    } as const;
    expect(readPolicy(given)).toMatchObject({
      kind: 'valid',
      value: { ...given, scopes: new Map([['read', { name: 'Read' }]]) },
    });
  });

  it.each([
    'https://login.example',
    'https://login.example/tenant/a',
    'https://login.example:8443/',
    'http://127.0.0.1:3000',
    'http://[::1]',
    'http://localhost:1/x',
  ])('may have the issuer %s.', (issuer) => {
    expect(problemsOf({ ...settings, issuer })).toEqual([]);
  });

  it.each([
    ['http://login.example', notHttps],
    ['http://localhost.example', notHttps],
    ['http://127.0.0.1:99999', notAUrl],
    ['https://login.example?x', notAUrl],
    ['https://login.example/#x', notAUrl],
    ['https://user@login.example', notAUrl],
    ['https://[nonsense]', notAUrl],
    ['https://login.example/*', notAUrl],
    ['https://login.example/tenant/*/a', notAUrl],
    ['https://login.example/ten%61nt', notAUrl],
    ['https://login.example/100%', notAUrl],
    ['https://*.example', notAUrl],
    ['login.example', notAUrl],
    ['ftp://login.example', notAUrl],
    [' https://login.example', notAUrl],
    ['https://login.example/ ', notAUrl],
    ['', 'issuer must not be empty.'],
    [undefined, 'issuer is missing.'],
    [7, 'issuer must be a string.'],
  ])('may not have the issuer %j.', (issuer, problem) => {
    expect(problemsOf({ ...settings, issuer })).toEqual([problem]);
  });

  it('may have an http issuer off loopback only where that is allowed by name.', () => {
    const issuer = 'http://login.internal';
    expect(problemsOf({ ...settings, issuer, insecureIssuer: 'allow' })).toEqual([]);
    expect(problemsOf({ ...settings, insecureIssuer: true })).toEqual(['insecureIssuer must be one of allow.']);
  });

  it.each([
    [
      'a misspelt setting',
      { ...settings, codeLifetime: 60 },
      ['codeLifetime is not a setting: correct its spelling.'],
    ],
    ['no object', 'settings', ['the value must be an object.']],
    ['no scopes', { issuer: settings.issuer }, ['scopes is missing.']],
    ['scopes that are null', { ...settings, scopes: null }, [oddNames]],
    ['scopes that are a list', { ...settings, scopes: [{ name: 'Read' }] }, [oddNames]],
    ['scopes that are none', { ...settings, scopes: {} }, ['scopes must name at least one scope.']],
    ['scopes that are text', { ...settings, scopes: 'read' }, [oddNames]],
    ['a scope called constructor', { ...settings, scopes: { constructor: { name: 'x' } } }, [oddNames]],
    ['a scope called prototype', { ...settings, scopes: { prototype: { name: 'x' } } }, [oddNames]],
    ['a scope called __proto__', { ...settings, scopes: JSON.parse('{"__proto__":{"name":"x"}}') }, [oddNames]],
    [
      'a scope that is no object',
      { ...settings, scopes: { read: 'Read' } },
      ['scopes.read must be an object such as { name: "Read your messages" }.'],
    ],
    ['a scope without a name', { ...settings, scopes: { read: {} } }, ['scopes.read.name is missing.']],
    [
      'a scope with a space',
      { ...settings, scopes: { 'a b': { name: 'x' } } },
      ['scopes.a b must be a scope token: no spaces, quotes or backslashes (RFC 6749 §3.3).'],
    ],
    [
      'a default that is no scope',
      { ...settings, defaultScope: ['write'] },
      ['defaultScope names write, which is not in scopes.'],
    ],
    [
      'a required scope that is no scope',
      { ...settings, requiredScope: ['read', 'write'] },
      ['requiredScope names write, which is not in scopes.'],
    ],
    [
      'a required scope that is a name of every object',
      { ...settings, requiredScope: ['toString'] },
      ['requiredScope names toString, which is not in scopes.'],
    ],
    ['required scopes that are none', { ...settings, requiredScope: [] }, ['requiredScope must not be empty.']],
    ['required scopes that are no list', { ...settings, requiredScope: 'read' }, ['requiredScope must be a list.']],
    [
      'a required scope with a space',
      { ...settings, requiredScope: ['read write'] },
      ['requiredScope.0 must be a scope token: no spaces, quotes or backslashes (RFC 6749 §3.3).'],
    ],
    ['an empty default', { ...settings, defaultScope: [] }, ['defaultScope must not be empty.']],
    ['a default that is no list', { ...settings, defaultScope: 'read' }, ['defaultScope must be a list.']],
    [
      'an unknown method',
      { ...settings, codeChallengeMethods: ['s256'] },
      ['codeChallengeMethods.0 must be one of S256, plain.'],
    ],
    [
      'a lifetime out of range',
      { ...settings, consentLifetimeSeconds: 3601 },
      ['consentLifetimeSeconds must be a whole number of seconds from 1 to 3600.'],
    ],
    ['an unknown word for PKCE', { ...settings, pkce: 'off' }, ['pkce must be one of unlessRegistered, always.']],
    [
      'an unknown word for consent',
      { ...settings, rememberConsent: 'yes' },
      ['rememberConsent must be one of provenClients, everyClient, never.'],
    ],
  ])('with %s is refused, and says what is wrong.', (_title, given, problems) => {
    expect(problemsOf(given)).toEqual(problems);
  });

  it('names everything that is wrong with it, when it is written in code.', () => {
    const define = (): unknown => definePolicy({ ...settings, issuer: 'x', defaultScope: ['a', 'b'] });
    expect(define).toThrow(
      `policy: ${notAUrl} defaultScope names a, which is not in scopes. defaultScope names b, which is not in scopes.`,
    );
    expect(define).toThrow(InvalidSettings);
    expect(new InvalidSettings('x', ['y.']).name).toBe('InvalidSettings');
  });
});

describe('Consent keys', () => {
  it('are at least one, of at least 32 bytes each.', () => {
    const [long, short] = [new Uint8Array(32).fill(1), new Uint8Array(31)];
    expect(consentKeysOf([long, long])).toEqual([long, long]);
    const none = 'Consent keys: pass a list with at least one key of 32 random bytes.';
    expect(() => consentKeysOf([])).toThrow(none);
    // The types say so too, but not to everybody.
    const others: unknown[] = [undefined, 'a'.repeat(32), long, { 0: long, length: 1 }];
    for (const keys of others) expect(() => consentKeysOf(keys as Uint8Array[])).toThrow(none);
    expect(() => consentKeysOf([long, short])).toThrow('Consent keys: key 1 is not a Uint8Array of at least 32 bytes.');
  });

  it.each([
    ['the only one', [new Uint8Array(32)], 0],
    ['a longer one', [new Uint8Array(64)], 0],
    ['the second', [new Uint8Array(32).fill(1), new Uint8Array(32)], 1],
  ])('are not zeros, which anybody could seal with: not %s either (R108).', (_which, keys, index) => {
    expect(() => consentKeysOf(keys)).toThrow(
      new RangeError(`Consent keys: key ${index} is all zeros. Fill it with random bytes.`),
    );
  });

  it('may have zeros in them.', () => {
    const key = Uint8Array.from({ length: 32 }, (_byte, index) => (index === 31 ? 1 : 0));
    expect(consentKeysOf([key])).toEqual([key]);
  });

  it('are copies: what happens to the bytes that were handed over does not happen to them (R108).', () => {
    const key = new Uint8Array(32).fill(1);
    const keys = consentKeysOf([key]);
    key.fill(0);
    expect(keys).toEqual([new Uint8Array(32).fill(1)]);
  });
});
