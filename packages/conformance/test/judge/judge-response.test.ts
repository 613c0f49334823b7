import {
  authorizeVectors,
  type AuthorizeVector,
  findings,
  judgeResponse,
  type Sending,
  type Verdict,
} from '@codegrant/conformance';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const pkce = 'code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';
const web = 'client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcallback&state=s';
const callback = 'https://web.example/callback';

const vectorOf = (
  query: string,
  expected: AuthorizeVector['expect'],
  requirements: readonly string[] = ['R1'],
): AuthorizeVector => ({
  name: 'A vector of this test.',
  requirements,
  why: 'It is judged here.',
  given: { policy: 'default', owner: null, remembered: [], answer: { kind: 'none' } },
  request: { query },
  expect: expected,
});

const refusal = (uri: string, rule = 'redirect-uri-registered', client = 'web'): AuthorizeVector =>
  vectorOf(`response_type=code&client_id=${client}&redirect_uri=${encodeURIComponent(uri)}&${pkce}`, {
    kind: 'refuse',
    status: 422,
    rule,
  });

const rejection = (query: string, rule: string, error = 'invalid_request'): AuthorizeVector =>
  vectorOf(query, { kind: 'reject', redirectUri: callback, error, state: 's', rule });

const noPkce = rejection(`response_type=code&${web}`, 'pkce-used');
const noType = rejection(`${web}&${pkce}`, 'response-type-present');
const unknownType = rejection(`response_type=other&${web}&${pkce}`, 'response-type-code', 'unsupported_response_type');
const otherMode = rejection(`response_type=code&${web}&${pkce}&response_mode=fragment`, 'response-mode-query');
const repeatedScope = rejection(`response_type=code&${web}&${pkce}&scope=read&scope=read`, 'parameters-once');
const served = vectorOf(`response_type=code&${web}&${pkce}`, { kind: 'signIn' });
const loopbackPort = vectorOf(
  `response_type=code&client_id=cli&redirect_uri=http%3A%2F%2F127.0.0.1%3A5555%2Fcallback&${pkce}`,
  { kind: 'signIn' },
  ['R42'],
);
const unknownParameter = vectorOf(`response_type=code&${web}&${pkce}&foo=bar`, { kind: 'signIn' }, ['R11']);
const withQuery = vectorOf(
  `client_id=web-query&redirect_uri=https%3A%2F%2Fquery.example%2Fcallback%3Ftenant%3D1&${pkce}`,
  {
    kind: 'reject',
    redirectUri: 'https://query.example/callback?tenant=1',
    error: 'invalid_request',
    state: null,
    rule: 'response-type-present',
  },
);

const sending: Sending = { endpoint: 'https://login.example/authorize', signedIn: false, strict: false };

const judge = (vector: AuthorizeVector, status: number, location?: string, more: Partial<Sending> = {}): Verdict =>
  judgeResponse(
    vector,
    { status, headers: location === undefined ? {} : { location }, body: '' },
    { ...sending, ...more },
  );

const told = (verdict: Verdict): string =>
  verdict.kind === 'agrees' ? 'agrees' : `${verdict.kind}: ${verdict.findings.map(({ name }) => name).join(', ')}`;

const error = `${callback}?error=invalid_request&state=s&iss=x`;

describe('A response is judged:', () => {
  it.each<[string, AuthorizeVector, number, string | undefined, string]>([
    ['the expected page agrees', refusal('https://evil.example/'), 422, undefined, 'agrees'],
    [
      'a page with another 4xx status is allowed',
      refusal('https://evil.example/'),
      400,
      undefined,
      'allowed: other-status',
    ],
    [
      'a redirect to a foreign URI is an open redirect',
      refusal('https://evil.example/'),
      302,
      'https://evil.example/?error=x',
      'violates: open-redirect',
    ],
    [
      'a redirect to another path of the client’s host is an open redirect',
      refusal('https://web.example/other'),
      302,
      'https://web.example/other?code=c',
      'violates: open-redirect',
    ],
    [
      'a redirect to another scheme is an open redirect',
      refusal('evil:/x', undefined),
      302,
      'evil:/x?error=invalid_request',
      'violates: open-redirect',
    ],
    [
      'a foreign redirect URI must not lead to sign-in',
      refusal('https://evil.example/'),
      302,
      '/sign-in',
      'violates: accepts-forbidden',
    ],
    [
      'a foreign redirect URI must not lead to a consent page',
      refusal('https://evil.example/'),
      200,
      undefined,
      'violates: accepts-forbidden',
    ],
    [
      'a redirect to the server’s own page does not count as one to a relative redirect URI',
      refusal('/'),
      302,
      '/sign-in',
      'violates: accepts-forbidden',
    ],
    [
      'an error at a registered redirect URI is allowed',
      refusal('HTTPS://web.example/callback'),
      302,
      error,
      'allowed: error-to-client',
    ],
    [
      'a redirect to the server’s own error page counts as an error page',
      refusal('https://evil.example/'),
      302,
      '/oops?error=invalid_request',
      'allowed: other-status',
    ],
    [
      'any port on loopback is allowed, even if the client requires an exact one',
      refusal('http://127.0.0.1:9/callback', undefined, 'cli-exact'),
      302,
      '/sign-in',
      'allowed: any-loopback-port',
    ],
    [
      'another loopback host is a violation',
      refusal('http://localhost:9/callback', undefined, 'cli-exact'),
      302,
      '/sign-in',
      'violates: accepts-forbidden',
    ],
    ['a server error is a violation', refusal('https://evil.example/'), 500, undefined, 'violates: server-error'],
    ['a redirect without a Location is a violation', served, 302, undefined, 'violates: no-answer'],
    ['the expected error agrees', noType, 302, error, 'agrees'],
    ['a page instead of a redirect is allowed', noType, 400, undefined, 'allowed: page-instead-of-redirect'],
    ['an error without iss is allowed', noType, 302, `${callback}?error=invalid_request&state=s`, 'allowed: no-iss'],
    ['a state must be returned', noType, 302, `${callback}?error=invalid_request&iss=x`, 'violates: state-lost'],
    [
      'a state must be returned unchanged',
      noType,
      302,
      `${callback}?error=invalid_request&state=S&iss=x`,
      'violates: state-changed',
    ],
    ['a state must be returned once', noType, 302, `${error}&state=s`, 'violates: parameter-twice'],
    [
      'a wrong error code is a violation',
      noType,
      302,
      `${callback}?error=server_error&state=s&iss=x`,
      'violates: wrong-error',
    ],
    ['another error code that fits is allowed', unknownType, 302, error, 'allowed: other-error'],
    [
      'the error of another specification for a response mode is allowed',
      otherMode,
      302,
      `${callback}?error=unsupported_response_mode&state=s&iss=x`,
      'allowed: other-error',
    ],
    ['a server may ignore or support another response mode', otherMode, 302, '/sign-in', 'allowed: serves-more'],
    ['a missing error is a violation', noType, 302, `${callback}?state=s&iss=x`, 'violates: error-lost'],
    [
      'an error at another URI is an open redirect',
      noType,
      302,
      'https://web.example/x?error=invalid_request&state=s&iss=x',
      'violates: open-redirect',
    ],
    [
      'an error in the fragment is allowed if the response type asks for it',
      unknownType,
      302,
      `${callback}#error=unsupported_response_type&state=s&iss=x`,
      'allowed: answer-in-fragment',
    ],
    [
      'the registered query must be kept',
      withQuery,
      302,
      'https://query.example/callback?error=invalid_request&iss=x',
      'violates: query-lost',
    ],
    [
      'an equivalent spelling of the redirect URI is allowed',
      noType,
      302,
      `https://WEB.example/callback?error=invalid_request&state=s&iss=x`,
      'allowed: equivalent-uri',
    ],
    ['a request without a response type must be rejected', noType, 302, '/sign-in', 'violates: accepts-forbidden'],
    ['a request with a repeated scope must be rejected', repeatedScope, 302, '/sign-in', 'violates: accepts-forbidden'],
    ['a request without PKCE may be accepted', noPkce, 302, '/sign-in', 'allowed: serves-without-pkce'],
    ['a redirect to sign-in agrees', served, 302, 'https://accounts.example/?return_to=x', 'agrees'],
    ['a sign-in page agrees', served, 200, undefined, 'agrees'],
    [
      'a code without sign-in is a violation',
      served,
      302,
      `${callback}?code=c&state=s&iss=x`,
      'violates: code-without-owner',
    ],
    [
      'the rejection of a request that need not be accepted is allowed',
      served,
      400,
      undefined,
      'allowed: refuses-more',
    ],
    ['a loopback port must be accepted', loopbackPort, 400, undefined, 'violates: loopback-port'],
    ['an unknown parameter must be ignored', unknownParameter, 400, undefined, 'violates: unknown-not-ignored'],
  ])('%s.', (_, vector, status, location, expected) => {
    expect(told(judge(vector, status, location))).toBe(expected);
  });

  it('JSON with an error counts as an error page, whatever its status.', () => {
    const response = { status: 200, headers: {}, body: '{"error":"invalid_request"}' };
    expect(told(judgeResponse(noType, response, sending))).toBe('allowed: page-instead-of-redirect');
  });

  it('a code for a signed-in user agrees.', () => {
    expect(told(judge(served, 302, `${callback}?code=c&state=s&iss=x`, { signedIn: true }))).toBe('agrees');
  });

  it('a strict judgement compares with Codegrant’s contract.', () => {
    expect(told(judge(refusal('https://evil.example/'), 400, undefined, { strict: true }))).toBe(
      'violates: other-status',
    );
  });

  it('the README explains every finding.', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    for (const [name, { says, source }] of Object.entries(findings))
      expect(readme).toContain(`| \`${name}\` | ${says} | ${source} |`);
  });

  it('every Location that a vector expects agrees.', () => {
    for (const vector of authorizeVectors.flatMap(({ vectors }) => vectors)) {
      const { expect: expected } = vector;
      if (expected.kind !== 'reject' || expected.location === undefined || expected.page !== undefined) continue;
      expect(told(judge(vector, 302, expected.location)), vector.name).toBe('agrees');
    }
  });
});
