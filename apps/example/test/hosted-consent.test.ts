import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsentPage, openConsentPage } from './browser-session.ts';
import { type Example, startExample } from './start-example.ts';

let example: Example;

const redirectUri = 'https://s256.example/cb';
const verifier = randomBytes(32).toString('base64url');

/** The consent page, as somebody comes to it who was sent on by the client. */
const openPage = (user?: 'demo' | 'alice'): Promise<ConsentPage> => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 's256',
    redirect_uri: redirectUri,
    scope: 'read write',
    state: 'a state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return openConsentPage(example.serverUrl, `/oauth/authorize?${query}`, user);
};

const redeem = async (code: string): Promise<unknown> => {
  const form = { grant_type: 'authorization_code', client_id: 's256', redirect_uri: redirectUri, code };
  const body = new URLSearchParams({ ...form, code_verifier: verifier });
  return (await fetch(`${example.serverUrl}/oauth/token`, { method: 'POST', body })).json();
};

describe.each(['fastify', 'node', 'fetch'])('Served by %s, a consent page of the operator’s own', (ADAPTER) => {
  beforeAll(async () => {
    const CLIENTS = join(import.meta.dirname, 'clients.json');
    example = await startExample({ ADAPTER, CONSENT: 'hosted', REMEMBER_CONSENT: '0', CLIENTS });
  });
  afterAll(() => example.stop());

  it('is served with its script, under a policy that lets it ask this server and nobody else', async () => {
    const page = await fetch(`${example.serverUrl}/consent?consent_token=x`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    expect(await page.text()).toContain('<script type="module" src="/consent.js"></script>');
    const script = await fetch(`${example.serverUrl}/consent.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('learns what is asked', async () => {
    const { details } = await openPage();
    expect(await details()).toEqual({
      status: 200,
      body: {
        data: {
          client_id: 's256',
          name: 's256',
          client_uri: null,
          logo_uri: null,
          policy_uri: null,
          tos_uri: null,
          redirect_uri: redirectUri,
          requested_scopes: [
            {
              id: 'read',
              name: 'Read your profile',
              description: 'Your name and your account number.',
              required: false,
            },
            {
              id: 'write',
              name: 'Change your profile',
              description: 'It can change what others see of you.',
              required: false,
            },
          ],
          verified: false,
          signed_in_as: 'demo',
        },
      },
    });
  });

  it.each([
    ['all that was asked for', undefined, 'read write'],
    ['what was chosen', 'write', 'write'],
  ])('gives the client %s', async (_title, chosen, granted) => {
    const { answer } = await openPage();
    const { status, body } = await answer({ allowed: true, scope: chosen });
    expect(status).toBe(200);
    const to = new URL(body['redirect_uri'] ?? '');
    expect(to.origin + to.pathname).toBe(redirectUri);
    expect(to.searchParams.get('state')).toBe('a state');
    expect(to.searchParams.get('iss')).toBe(example.serverUrl);
    expect(await redeem(to.searchParams.get('code') ?? '')).toMatchObject({ scope: granted });
  });

  it.each([
    ['Deny', { allowed: false }],
    ['no scope at all', { allowed: true, scope: '' }],
  ])('sends the client access_denied for %s', async (_title, given) => {
    const { answer } = await openPage();
    const { status, body } = await answer(given);
    expect(status).toBe(200);
    const to = new URL(body['redirect_uri'] ?? '').searchParams;
    expect([to.get('error'), to.get('state'), to.get('code')]).toEqual(['access_denied', 'a state', null]);
  });

  it('can not answer twice', async () => {
    const { answer } = await openPage();
    await answer({ allowed: false });
    expect(await answer({ allowed: true })).toEqual({
      status: 400,
      body: { error: 'consent_token_spent', error_description: expect.stringContaining('answered before') },
    });
  });

  it('can not tell or answer what was asked of somebody else', async () => {
    const ofDemo = await openPage('demo');
    const ofAlice = await openPage('alice');
    const refused = { status: 403, body: { error: 'consent_token_of_another', error_description: expect.any(String) } };
    expect(await ofAlice.details(ofDemo.consentToken)).toEqual(refused);
    expect(await ofAlice.answer({ allowed: true, consent_token: ofDemo.consentToken })).toEqual(refused);
    const signedOut = await fetch(`${example.serverUrl}/oauth/consent/${ofDemo.consentToken}`);
    expect({ status: signedOut.status, body: await signedOut.json() }).toEqual(refused);
    // Whoever was asked can still answer.
    expect(await ofDemo.answer({ allowed: true })).toMatchObject({ status: 200 });
  });

  it('can not tell what was not asked here', async () => {
    const { consentToken, details } = await openPage();
    expect(await details(consentToken.replace(/.{6}$/, 'AAAAAA'))).toMatchObject({
      status: 400,
      body: { error: 'consent_token_invalid' },
    });
  });
});
