import { generateSigningKey, type JwtTokens, jwtVerifier, type TokenFinder } from '@codegrant/jwt';
import { optionsWith } from '@codegrant/conformance/suite';
import { createAuthorizationServer } from '@codegrant/server';
import fc from 'fast-check';
import { base64url, decodeJwt, importJWK, type JWK, type JWTHeaderParameters, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { audience, fixedNow, issuer, key, tokensWith, tokenWith } from './fixtures/settings.ts';

const tokens: JwtTokens = tokensWith();
const { keys } = await tokens.jwks();
const api = jwtVerifier({ issuer, audience, keys: [...keys], now: () => fixedNow });
const finders = [
  ['jwtTokens', tokens],
  ['jwtVerifier', api],
] as const;

const valid = await tokenWith();

const header = { alg: 'ES256', typ: 'at+jwt', kid: key.kid };

/** A token with other claims or another header. A member that is `undefined` is left out. */
const signed = async (
  claims: object = {},
  otherHeader: object = {},
  by: JWK | Uint8Array = key,
  alg = 'ES256',
): Promise<string> => {
  const given = Object.entries({ ...header, ...otherHeader }).filter(([, value]) => value !== undefined);
  return new SignJWT({ ...decodeJwt(valid), ...claims })
    .setProtectedHeader(Object.fromEntries(given) as unknown as JWTHeaderParameters)
    .sign(by instanceof Uint8Array ? by : await importJWK(by, alg), { crit: { other: true } });
};

const other = await generateSigningKey('ES256');
const rsa = await generateSigningKey('RS256');

/** The token with one octet of a part changed. */
const changed = (part: number): string =>
  valid
    .split('.')
    .map((text, at) => {
      if (at !== part) return text;
      const octets = base64url.decode(text);
      octets[9] = (octets[9] ?? 0) ^ 1;
      return base64url.encode(octets);
    })
    .join('.');

/** The same claims under another header, with the signature of the token. */
const underHeader = (changedHeader: object): string =>
  [base64url.encode(JSON.stringify({ ...header, ...changedHeader })), ...valid.split('.').slice(1)].join('.');

const publicKeyOctets = new TextEncoder().encode(JSON.stringify(keys[0]));

/** A server that asks a finder. */
const serverWith = ({ find }: TokenFinder) =>
  createAuthorizationServer({ ...optionsWith(() => undefined), tokens: { ...tokens, find }, now: () => fixedNow });

const refused: readonly (readonly [string, string])[] = [
  ['that is an ID token of the same key', await signed({}, { typ: 'JWT' })],
  ['without a typ', await signed({}, { typ: undefined })],
  ['of another issuer', await signed({ iss: 'https://other.example' })],
  ['whose issuer has a slash more', await signed({ iss: `${issuer}/` })],
  ['that is expired', await signed({ exp: fixedNow })],
  ['whose expiry is no number', await signed({ exp: '9999999999' })],
  ['whose iat is no time', await signed({ iat: -1 })],
  ['whose expiry is in milliseconds', await signed({ exp: (fixedNow + 300) * 1000 })],
  ['that is not valid yet', await signed({ nbf: fixedNow + 60 })],
  ...(await Promise.all(
    ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'].map(
      async (claim) => [`without ${claim}`, await signed({ [claim]: undefined })] as const,
    ),
  )),
  ['whose sub is empty', await signed({ sub: '' })],
  ['whose client_id is no string', await signed({ client_id: ['app'] })],
  ['whose scope is a list', await signed({ scope: ['read'] })],
  ['whose scope has two spaces', await signed({ scope: 'read  write' })],
  ['whose scope has a quotation mark', await signed({ scope: 'read "write"' })],
  ['that is bound to a key, and so is no bearer token', await signed({ cnf: { jkt: 'a-thumbprint' } })],
  ['that is signed with another key', await signed({}, {}, other)],
  ['that names a key of nobody', await signed({}, { kid: 'unknown' }, other)],
  ['that brings its own key', await signed({}, { kid: other.kid, jwk: other }, other)],
  ['with a critical header that is not understood', await signed({}, { crit: ['other'], other: true })],
  ['without a signature', new UnsecuredJWT(decodeJwt(valid)).encode()],
  ['that says it has none', underHeader({ alg: 'none' })],
  ['that is signed with a secret made of the public key', await signed({}, { alg: 'HS256' }, publicKeyOctets)],
  ['that is signed with another algorithm than its key is for', await signed({}, { alg: 'RS256' }, rsa, 'RS256')],
  ['whose algorithm was changed', underHeader({ alg: 'RS256' })],
  ['whose header was changed', changed(0)],
  ['whose claims were changed', changed(1)],
  ['whose signature was changed', changed(2)],
  ['whose signature is missing', valid.replace(/[^.]*$/, '')],
  ['with a line break after it', `${valid}\n`],
  ['with a space in its signature', `${valid.slice(0, -4)} ${valid.slice(-4)}`],
  ['with a padded signature', `${valid}==`],
  ['that is empty', ''],
];

for (const [name, { find }] of finders)
  describe(`find of ${name} (R268)`, () => {
    it('finds the token that the others are made from.', async () => {
      expect(await find(valid)).toMatchObject({ subject: 'alice' });
      expect(await find(await signed())).toMatchObject({ subject: 'alice' });
    });

    it.each(refused)('does not find a token %s.', async (_title, token) => {
      expect(await find(token)).toBeUndefined();
    });

    it('returns undefined for what is no string.', async () => {
      for (const value of [undefined, null, 1, {}, [], Symbol('token')])
        expect(await find(value as string)).toBeUndefined();
    });

    it('never throws for a token, whatever it is.', async () => {
      const [first = '', claims = ''] = valid.split('.');
      const json = fc.json().map((text) => base64url.encode(text));
      const part = fc.oneof(fc.string({ unit: 'binary' }), json, fc.base64String(), fc.constantFrom(first, claims, ''));
      const headers = fc
        .record(
          {
            alg: fc.oneof(fc.constantFrom('ES256', 'EdDSA', 'none', 'HS256', '__proto__', 'toString'), fc.jsonValue()),
            typ: fc.oneof(fc.constantFrom('at+jwt', 'application/AT+JWT'), fc.jsonValue()),
            kid: fc.oneof(fc.constant(key.kid), fc.jsonValue()),
            crit: fc.jsonValue(),
            b64: fc.jsonValue(),
          },
          { requiredKeys: [] },
        )
        .map((value) => base64url.encode(JSON.stringify(value)));
      const token = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.tuple(fc.oneof(headers, part), part, part).map((parts) => parts.join('.')),
        fc.array(part, { maxLength: 6 }).map((parts) => parts.join('.')),
      );
      await fc.assert(
        fc.asyncProperty(token, async (text) => {
          expect(await find(text)).toBeUndefined();
        }),
        { numRuns: 1000 },
      );
    });

    it('never throws for signed claims, whatever they are.', async () => {
      const claim = fc.oneof(fc.constantFrom(undefined, '', 'alice', fixedNow, -1, 1e300), fc.jsonValue());
      const names = ['iss', 'sub', 'aud', 'client_id', 'iat', 'exp', 'nbf', 'jti', 'scope', 'auth_time', 'grant_id'];
      const claims = fc.record(Object.fromEntries(names.map((name) => [name, claim])), { requiredKeys: [] });
      await fc.assert(
        fc.asyncProperty(claims, async (changed) => {
          const token = await signed(changed);
          // The server checks what its port returns.
          expect(await serverWith({ find }).find(token)).toEqual(await find(token));
        }),
        { numRuns: 300 },
      );
    });
  });

describe('find of jwtVerifier', () => {
  it.each([
    ['for another API', { aud: 'https://other.example' }],
    ['for an API whose URL has a slash more', { aud: `${audience}/` }],
    ['for nobody', { aud: [] }],
    ['whose audience is no string', { aud: { [audience]: true } }],
  ])('does not find a token %s.', async (_title, claims) => {
    expect(await api.find(await signed(claims))).toBeUndefined();
  });

  it('finds a token that is for this API among others.', async () => {
    const aud = ['https://other.example', audience];
    expect(await api.find(await signed({ aud }))).toMatchObject({ resources: aud });
  });

  it('takes a client that acts for itself for no user.', async () => {
    expect(await api.find(await signed({ sub: 'app' }))).toMatchObject({ subject: undefined, clientId: 'app' });
  });
});
