import { describe, expect, it } from 'vitest';
import { type ConsentPage, openConsentPage } from './browser-session.ts';
import { authorizationUrl, clientsFile, redeem, redirectUriOf, tokenRequest } from './registered-client.ts';
import { adapters } from './start-example.ts';
import { useExample } from './use-example.ts';

const redirectUri = redirectUriOf('s256');

describe.each(adapters)('Served by %s, a hosted consent page', (ADAPTER) => {
  const example = useExample({ ADAPTER, CONSENT: 'hosted', REMEMBER_CONSENT: '0', CLIENTS: clientsFile });

  /** Opens the consent page for a request of a client. */
  const openPage = (user?: 'demo' | 'alice'): Promise<ConsentPage> => {
    const request = { scope: 'read write', state: 'a state' };
    return openConsentPage(example.serverUrl, authorizationUrl(example.serverUrl, 's256', request), user);
  };

  it('is served with its script, and its policy allows requests to this server only', async () => {
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

  it('reads the consent request', async () => {
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
          redirect_to: 'website',
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
              description: 'What others can see about you.',
              required: false,
            },
          ],
          verified: false,
          origin: 'registered',
          trusted: true,
          signed_in_as: 'demo',
        },
      },
    });
  });

  it.each([
    ['all requested scopes', undefined, 'read write'],
    ['the chosen scopes', 'write', 'write'],
  ])('gives the client %s', async (_title, chosen, granted) => {
    const { answer } = await openPage();
    const { status, body } = await answer({ allowed: true, scope: chosen });
    expect(status).toBe(200);
    const to = new URL(body['redirect_uri'] ?? '');
    expect(to.origin + to.pathname).toBe(redirectUri);
    expect(to.searchParams.get('state')).toBe('a state');
    expect(to.searchParams.get('iss')).toBe(example.serverUrl);
    const form = tokenRequest('s256', to.searchParams.get('code') ?? '');
    expect(await redeem(example.serverUrl, form)).toMatchObject({ body: { scope: granted } });
  });

  it.each([
    ['Deny', { allowed: false }],
    ['an empty scope', { allowed: true, scope: '' }],
  ])('sends the client access_denied for %s', async (_title, given) => {
    const { answer } = await openPage();
    const { status, body } = await answer(given);
    expect(status).toBe(200);
    const to = new URL(body['redirect_uri'] ?? '').searchParams;
    expect([to.get('error'), to.get('state'), to.get('code')]).toEqual(['access_denied', 'a state', null]);
  });

  it('cannot answer twice', async () => {
    const { answer } = await openPage();
    await answer({ allowed: false });
    expect(await answer({ allowed: true })).toEqual({
      status: 422,
      body: { error: 'consent_token_spent', error_description: expect.stringContaining('a different decision') },
    });
  });

  it('cannot read or answer the consent request of another user', async () => {
    const ofDemo = await openPage('demo');
    const ofAlice = await openPage('alice');
    const refused = { status: 403, body: { error: 'consent_token_of_another', error_description: expect.any(String) } };
    expect(await ofAlice.details(ofDemo.consentToken)).toEqual(refused);
    expect(await ofAlice.answer({ allowed: true, consent_token: ofDemo.consentToken })).toEqual(refused);
    const signedOut = await fetch(`${example.serverUrl}/oauth/consent/${ofDemo.consentToken}`);
    expect({ status: signedOut.status, body: await signedOut.json() }).toEqual(refused);
    // The user of that consent request can still answer.
    expect(await ofDemo.answer({ allowed: true })).toMatchObject({ status: 200 });
  });

  it('cannot read a consent token that was changed', async () => {
    const { consentToken, details } = await openPage();
    expect(await details(consentToken.replace(/.{6}$/, 'AAAAAA'))).toMatchObject({
      status: 422,
      body: { error: 'consent_token_invalid' },
    });
  });
});
