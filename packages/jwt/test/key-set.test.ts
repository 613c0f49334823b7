import { generateSigningKey } from '@codegrant/jwt';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { grant, key, publicPart, tokensWith } from './fixtures/settings.ts';

describe('The key set', () => {
  it.each([
    ['ES256', ['kty', 'crv', 'x', 'y', 'use', 'alg', 'kid']],
    ['RS256', ['kty', 'n', 'e', 'use', 'alg', 'kid']],
    ['EdDSA', ['kty', 'crv', 'x', 'use', 'alg', 'kid']],
    ['Ed25519', ['kty', 'crv', 'x', 'use', 'alg', 'kid']],
  ] as const)('has the public members of a key for %s, and no others.', async (alg, members) => {
    const privateKey = await generateSigningKey(alg);
    const { keys } = await tokensWith({
      keys: [{ privateKey: { ...privateKey, x5c: ['AA'], other: 1 } as JWK }],
    }).jwks();
    expect(keys.map(Object.keys)).toEqual([members]);
    expect(keys).toEqual([publicPart(privateKey)]);
  });

  it('has every key, in order, also those that only verify.', async () => {
    const next = await generateSigningKey('RS256');
    const { keys } = await tokensWith({ keys: [{ privateKey: key }, { publicKey: publicPart(next) }] }).jwks();
    expect(keys.map(({ kid }) => kid)).toEqual([key.kid, next.kid]);
  });

  it('names a key by its thumbprint (RFC 7638), unless it has a name.', async () => {
    const { kid: _, ...unnamed } = key;
    const thumbprint = await calculateJwkThumbprint(key);
    const nameOf = async (given: object) =>
      (await tokensWith({ keys: [{ privateKey: unnamed, ...given }] }).jwks()).keys[0]?.kid;
    expect(await nameOf({})).toBe(thumbprint);
    expect(await nameOf({ privateKey: { ...unnamed, kid: 'in the JWK' } })).toBe('in the JWK');
    expect(await nameOf({ privateKey: { ...unnamed, kid: 'in the JWK' }, kid: 'beside it' })).toBe('beside it');
  });

  it('has the public part of a CryptoKey that can be exported.', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const { keys } = await tokensWith({ keys: [{ alg: 'ES256', privateKey }] }).jwks();
    expect(keys).toEqual([expect.objectContaining(await exportJWK(publicKey))]);
    expect(keys[0]).not.toHaveProperty('d');
  });

  it('has the publicKey beside a CryptoKey that cannot be exported.', async () => {
    for (const alg of ['ES256', 'RS256', 'EdDSA'] as const) {
      const { privateKey, publicKey } = await generateKeyPair(alg);
      const { jwks, issue, find } = tokensWith({ keys: [{ alg, privateKey, publicKey }] });
      expect((await jwks()).keys).toEqual([expect.objectContaining(await exportJWK(publicKey))]);
      expect(await find((await issue(grant)).accessToken)).toMatchObject({ subject: 'alice' });
    }
  });
});

describe('generateSigningKey', () => {
  it('makes a private JWK with a name, an algorithm and a use.', async () => {
    const jwk = await generateSigningKey();
    expect(jwk).toMatchObject({
      kty: 'EC',
      crv: 'P-256',
      use: 'sig',
      alg: 'ES256',
      kid: await calculateJwkThumbprint(jwk),
    });
    expect(jwk.d).toEqual(expect.any(String));
  });

  it('makes another key each time.', async () => {
    expect((await generateSigningKey('EdDSA')).x).not.toBe((await generateSigningKey('EdDSA')).x);
  });

  it('refuses symmetric algorithms.', async () => {
    await expect(generateSigningKey('HS256' as 'ES256')).rejects.toThrow('must be one of ES256, RS256, EdDSA, Ed25519');
  });
});
