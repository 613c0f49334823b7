import { generateKeyPairSync } from 'node:crypto';
import { generateSigningKey, jwtTokens, jwtVerifier } from '@codegrant/jwt';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, generateSecret, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { audience, fixedNow, grant, issuer, key, publicPart, settings, tokensWith } from './fixtures/settings.ts';

const rsa = await generateSigningKey('RS256');
const p384 = await generateKeyPair('ES384', { extractable: true });
const pair = await generateKeyPair('ES256');
const other = await generateSigningKey('ES256');
const weak = await crypto.subtle.generateKey(
  { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
  true,
  ['sign', 'verify'],
);
const { d: _, ...withoutD } = key;
const { kid: _kid, ...unnamed } = publicPart(key);

const wrongKeys: readonly (readonly [title: string, keys: unknown, problem: string])[] = [
  ['no list', key, 'keys must be a list of at least one key'],
  ['no key', [], 'keys must be a list of at least one key'],
  ['a JWK without a name for what it is', [key], 'keys[0].kty is not a member of a key'],
  ['an empty key', [{}], 'keys[0] must have a privateKey or a publicKey'],
  [
    'a key that is only published as the first one',
    [{ publicKey: publicPart(key) }],
    'keys[0] must have a privateKey: the first key signs.',
  ],
  [
    'a private key that is a public one',
    [{ privateKey: withoutD }],
    'keys[0].privateKey is not a private key: it has no d',
  ],
  [
    'a public key that is a private one',
    [{ privateKey: key }, { publicKey: other }],
    'keys[1].publicKey has the private members d',
  ],
  ['PEM', [{ privateKey: '-----BEGIN PRIVATE KEY-----' }], 'a JWK or a CryptoKey. Read PEM with importPKCS8'],
  [
    'JSON',
    [{ privateKey: JSON.stringify(key) }],
    'keys[0].privateKey must be a JWK or a CryptoKey. Parse a JWK in JSON with',
  ],
  ['null', [{ privateKey: null }], 'keys[0].privateKey must be a JWK or a CryptoKey.'],
  ['null as a key', [null], 'keys[0] must be an object with a privateKey or a publicKey.'],
  ['a CryptoKey as a key', [pair.privateKey], 'keys[0] must be an object with a privateKey or a publicKey.'],
  [
    'a KeyObject',
    [{ alg: 'ES256', privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
    "must be a JWK or a CryptoKey. Pass key.export({ format: 'jwk' }) of a KeyObject.",
  ],
  [
    'a key without an algorithm',
    [{ privateKey: { ...key, alg: undefined } }],
    'keys[0].alg is missing: set one of ES256, RS256, EdDSA, Ed25519.',
  ],
  ['no algorithm', [{ alg: 'none', privateKey: key }], 'keys[0].alg is "none", but must be one of'],
  ['a symmetric algorithm', [{ alg: 'HS256', privateKey: key }], 'keys[0].alg is "HS256", but must be one of'],
  [
    'a symmetric key',
    [{ alg: 'ES256', privateKey: { kty: 'oct', k: 'AAAA' } }],
    'keys[0].privateKey is a symmetric key',
  ],
  [
    'a symmetric CryptoKey',
    [{ alg: 'ES256', privateKey: await generateSecret('HS256') }],
    'keys[0].privateKey is a secret key, but must be a private key.',
  ],
  [
    'an algorithm that does not fit',
    [{ alg: 'EdDSA', privateKey: { ...key, alg: undefined } }],
    'keys[0].privateKey does not fit EdDSA: kty must be "OKP" and crv "Ed25519"',
  ],
  [
    'an algorithm that differs from the one of the JWK',
    [{ alg: 'EdDSA', privateKey: await generateSigningKey('Ed25519') }],
    'keys[0].privateKey.alg is "Ed25519", but the key is given the alg EdDSA',
  ],
  [
    'another curve',
    [{ alg: 'ES256', privateKey: await exportJWK(p384.privateKey) }],
    'kty must be "EC" and crv "P-256"',
  ],
  [
    'a CryptoKey of another curve',
    [{ alg: 'ES256', privateKey: p384.privateKey }],
    'keys[0].privateKey does not fit ES256: its curve must be P-256',
  ],
  [
    'a CryptoKey of another type',
    [{ alg: 'RS256', privateKey: p384.privateKey }],
    'is a key of ECDSA, but RS256 needs one of RSASSA-PKCS1-v1_5',
  ],
  ['a CryptoKey of another hash', [{ alg: 'RS256', ...(await generateKeyPair('RS512')) }], 'its hash must be SHA-256'],
  [
    'an RSA key that is too short',
    [{ alg: 'RS256', privateKey: await exportJWK(weak.privateKey) }],
    'has 1024 bits, but RS256 needs 2048 or more',
  ],
  [
    'an RSA CryptoKey that is too short',
    [{ alg: 'RS256', privateKey: weak.privateKey }],
    'has 1024 bits, but RS256 needs 2048 or more',
  ],
  [
    'a key for encryption',
    [{ privateKey: { ...key, use: 'enc' } }],
    'keys[0].privateKey.use is "enc", but must be "sig"',
  ],
  [
    'a key for other operations',
    [{ privateKey: { ...key, key_ops: ['deriveKey'] } }],
    'keys[0].privateKey.key_ops must include "sign"',
  ],
  [
    'a key with a member missing',
    [{ privateKey: { ...key, y: undefined } }],
    'keys[0].privateKey must have y in base64url',
  ],
  [
    'a private CryptoKey as the public one',
    [{ alg: 'ES256', privateKey: pair.privateKey, publicKey: pair.privateKey }],
    'keys[0].publicKey is a private key, but must be a public key',
  ],
  [
    'a CryptoKey that cannot be exported alone',
    [{ alg: 'ES256', privateKey: pair.privateKey }],
    'cannot be exported, so keys[0].publicKey is needed too',
  ],
  ['a name that is no text', [{ kid: 1, privateKey: key }], 'keys[0].kid must be 1 to 256 printable ASCII characters'],
  ['an empty name', [{ kid: '', privateKey: key }], 'keys[0].kid must be 1 to 256 printable ASCII characters'],
  [
    'the same name twice',
    [
      { kid: 'a', privateKey: key },
      { kid: 'a', privateKey: rsa },
    ],
    'keys[0] and keys[1] have the same kid "a".',
  ],
];

describe('jwtTokens', () => {
  it.each(wrongKeys)('refuses %s at startup.', (_title, keys, problem) => {
    expect(() => tokensWith({ keys: keys as never })).toThrow(problem);
  });

  it.each([
    [{ issuer: 'login.example' }, 'issuer must be the issuer of the server'],
    [{ issuer: 'https://login.example?a' }, 'issuer must be the issuer of the server'],
    [{ audience: undefined }, 'audience must be a non-empty string'],
    [{ audience: '' }, 'audience must be a non-empty string'],
    [{ lifetimeSeconds: 0 }, 'lifetimeSeconds must be a whole number from 1 to 86400'],
    [{ lifetimeSeconds: 300_000 }, 'lifetimeSeconds must be a whole number from 1 to 86400'],
    [{ grants: {} }, 'grants must be the port grants of the server'],
    [{ now: () => Date.now() }, 'now must return seconds'],
    [{ now: 1 }, 'now must be a function'],
    [{ lifetime: 1 }, 'lifetime is not a setting: correct its spelling'],
  ])('refuses %j at startup.', (change, problem) => {
    expect(() => jwtTokens({ ...settings, ...change } as never)).toThrow(problem);
  });

  it('names every problem at once.', () => {
    expect(() => jwtTokens({ ...settings, issuer: '', lifetimeSeconds: -1 })).toThrow(
      /^jwtTokens: issuer .* lifetimeSeconds/,
    );
  });

  it.each([
    ['that cannot be imported', [{ privateKey: { ...key, d: 'AAAA' } }], 'keys[0].privateKey cannot be imported'],
    [
      'that is no pair',
      [{ privateKey: key, publicKey: publicPart(other) }],
      'keys[0].privateKey and keys[0].publicKey are not a pair',
    ],
    [
      'that is there twice',
      [{ privateKey: key }, { kid: undefined, publicKey: { ...publicPart(key), kid: undefined } }],
      'keys[0] and keys[1] have the same kid',
    ],
  ])('refuses a key %s at its first use.', async (_title, keys, problem) => {
    const tokens = tokensWith({ keys: keys as never });
    await expect(tokens.jwks()).rejects.toThrow(problem);
    await expect(tokens.find('a token')).rejects.toThrow(problem);
  });
});

describe('jwtVerifier', () => {
  const valid = { issuer, audience, jwksUri: `${issuer}/oauth/jwks` };

  it.each([
    [{ issuer: undefined }, 'issuer must be the issuer of the server'],
    [{ audience: [] }, 'audience must be the URL of this API'],
    [{ audience: [audience, ''] }, 'audience must be the URL of this API'],
    [{ jwksUri: undefined }, 'Set jwksUri, the URL of the keys of the server, or keys'],
    [{ keys: [publicPart(key)] }, 'and not both'],
    [{ jwksUri: 'http://login.example/oauth/jwks' }, 'jwksUri must be a URL on https, or on http on this machine.'],
    [{ jwksUri: '/oauth/jwks' }, 'jwksUri must be a URL on https'],
    [{ fetch: 'fetch' }, 'fetch must be a function'],
    [{ timeoutMilliseconds: 0 }, 'timeoutMilliseconds must be a whole number from 1 to 60000'],
    [{ cooldownSeconds: -1 }, 'cooldownSeconds must be a whole number from 0 to 3600'],
    [{ maxAgeSeconds: 0.5 }, 'maxAgeSeconds must be a whole number from 1 to 86400'],
    [{ jwksURI: valid.jwksUri }, 'jwksURI is not a setting: correct its spelling'],
    [{ jwksUri: undefined, keys: [publicPart(key)], fetch }, 'fetch is only for jwksUri'],
    [{ jwksUri: undefined, keys: { keys: [publicPart(key)] } }, 'keys must be a list of public JWKs'],
    [{ jwksUri: undefined, keys: [key] }, 'keys[0].publicKey has the private members d'],
    [{ jwksUri: undefined, keys: [{ ...publicPart(key), alg: 'HS256' }] }, 'keys[0].alg is "HS256"'],
    [{ jwksUri: undefined, keys: [publicPart(key), { ...publicPart(rsa), kid: key.kid }] }, 'have the same kid'],
  ])('refuses %j.', (change, problem) => {
    expect(() => jwtVerifier({ ...valid, ...change } as never)).toThrow(problem);
  });

  it.each([
    ['that is no point of its curve', { ...publicPart(key), x: 'AAAA' }],
    ['that is no point of its curve and has no name', { ...unnamed, x: 'AAAA' }],
  ])('rejects when a token names a key %s.', async (_title, jwk: JWK) => {
    const { find } = jwtVerifier({ issuer, audience, keys: [jwk], now: () => fixedNow });
    const kid = jwk.kid ?? (await calculateJwkThumbprint(jwk));
    const { accessToken } = await tokensWith({ keys: [{ kid, privateKey: key }] }).issue(grant);
    await expect(find(accessToken)).rejects.toThrow('jwtVerifier: A key of keys cannot be used');
  });
});
