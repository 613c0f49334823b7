import { bearerRejectionReply, type BearerRejection, type ChallengeContent, decideAccess } from '@codegrant/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../properties/few-runs.ts';

const rejectionOf = (authorization?: string): BearerRejection => {
  const decision = decideAccess(authorization, { scope: ['read'], findToken: () => undefined });
  if (decision.kind === 'authorize') throw new Error('The request was authorized.');
  return decision;
};

const challengeOf = (content: ChallengeContent, authorization?: string): string =>
  bearerRejectionReply(rejectionOf(authorization), content).headers['www-authenticate'] ?? '';

/** RFC 9110 §11.2: the scheme, and parameters of which each is a token, an equals sign and a quoted-string. */
const grammar =
  /^Bearer(?: [a-z_]+="(?:[\x20\x21\x23-\x5B\x5D-\x7E]|\\["\\])*"(?:, [a-z_]+="(?:[\x20\x21\x23-\x5B\x5D-\x7E]|\\["\\])*")*)?$/;

const parametersIn = (challenge: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from(challenge.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g), ([, name = '', value = '']) => [
      name,
      value.replaceAll(/\\(.)/g, '$1'),
    ]),
  );

describe('A challenge', () => {
  it('has the parameters that it was given and no other, whatever they contain (R277).', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('", error="x', '\\', '\r\nset-cookie: a', '\uD800'),
    );
    fc.assert(
      fc.property(text, text, fc.constantFrom(undefined, 'Bearer', 'Bearer x'), (realm, resourceMetadata, header) => {
        const challenge = challengeOf({ realm, scope: ['read'], resourceMetadata }, header);
        expect(challenge).toMatch(grammar);
        const names = [
          'realm',
          ...(header === undefined ? [] : ['error', 'error_description']),
          'scope',
          'resource_metadata',
        ];
        expect(Object.keys(parametersIn(challenge))).toEqual(names);
      }),
    );
  });

  it('has visible ASCII characters and spaces as they were given (R277).', () => {
    const ascii = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(ascii, (realm) => {
        expect(parametersIn(challengeOf({ realm, scope: [] }))['realm']).toBe(realm);
      }),
    );
  });

  it('percent-encodes what is not visible ASCII, and never throws (R277).', () => {
    expect(challengeOf({ realm: 'ä\r\n\uD800', scope: [] })).toBe('Bearer realm="%C3%A4%0D%0A%EF%BF%BD"');
  });

  it('is only the scheme if there is nothing to tell.', () => {
    expect(challengeOf({ scope: [] })).toBe('Bearer');
  });
});

describe('The reply to a request that is refused', () => {
  it('is JSON that is not cached.', () => {
    const { status, headers, body } = bearerRejectionReply(rejectionOf('Bearer x'), { scope: [] });
    expect(status).toBe(401);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json' });
    expect(JSON.parse(body)).toEqual({
      error: 'invalid_token',
      error_description: 'The access token is unknown, expired or revoked. Request a new access token.',
    });
  });
});
