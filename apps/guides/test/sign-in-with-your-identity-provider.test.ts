import { clientList, defineClient } from '@codegrant/server';
import { allowInsecureRequests, discovery } from 'openid-client';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listen } from '../../mcp/src/listen.ts';
import { sdkClients } from '../../mcp/test/sdk-clients.ts';
import { appWith } from '../src/app-with-identity-provider.ts';
import { signInWith } from '../src/identity-provider.ts';
import { mcpServer } from '../src/tool-with-upstream-token.ts';
import { answerWith } from './answer-mcp.ts';
import { allow, type Browser, newBrowser } from './browser.ts';
import { startIdentityProvider } from './start-identity-provider.ts';

const redirectUrl = 'http://127.0.0.1:8123/callback';
const otherRedirectUrl = 'https://other.example/callback';

const start = async () => {
  const { url, serve, close } = await listen(0);
  onTestFinished(close);
  const { issuer, clientId, clientSecret, refuse } = await startIdentityProvider(`${url}/sign-in/callback`);
  const provider = await discovery(new URL(issuer), clientId, clientSecret, undefined, {
    execute: [allowInsecureRequests],
  });
  const upstreamTokens = new Map<string, string>();
  const signIn = signInWith(provider, url, async (subject, { access_token }) => {
    upstreamTokens.set(subject, access_token);
  });
  serve(
    appWith(
      url,
      {
        clients: clientList([
          defineClient({ client_id: 'other', client_name: 'Another app', redirect_uris: [otherRedirectUrl] }),
        ]),
        consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
        registrationKeys: [crypto.getRandomValues(new Uint8Array(32))],
        sessionSecret: 'the secret of a test',
      },
      signIn,
      answerWith(() => mcpServer(provider, upstreamTokens)),
    ),
  );
  return { url, issuer, refuse };
};

const open = (): Browser => newBrowser((url) => url.startsWith(redirectUrl) || url.startsWith(otherRedirectUrl));

/** An authorization request of the client `other`. */
const requestOf = (url: string): string => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'other',
    redirect_uri: otherRedirectUrl,
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  return `${url}/oauth/authorize?${query}`;
};

describe('Signing in with an identity provider', () => {
  it.each(sdkClients)('leads a client of %s to a tool that uses the token of the provider.', async (_name, client) => {
    const { url } = await start();
    const browser = open();
    const { call, tokens } = client({
      resource: `${url}/mcp`,
      redirectUrl,
      person: async (at) => allow(browser, await browser.open(at.href)),
    });
    expect(await call('my_address')).toMatchObject({ content: [{ text: 'ada@login.example' }] });
    expect(tokens()?.access_token).toMatch(/^[\w-]{43}$/);
  });

  it('gives no client a code before the user allowed this client, also if the provider asks nothing.', async () => {
    const { url } = await start();
    const browser = open();
    // The first client is allowed. The browser is signed in at both servers from now on.
    await allow(browser, await browser.open(requestOf(url)));
    const { client_id } = (await (
      await fetch(`${url}/oauth/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          client_name: 'Mail',
          redirect_uris: ['https://evil.example/callback'],
          token_endpoint_auth_method: 'none',
        }),
      })
    ).json()) as { client_id: string };
    const attack = new URL(requestOf(url));
    attack.searchParams.set('client_id', client_id);
    attack.searchParams.set('redirect_uri', 'https://evil.example/callback');
    const shown = await browser.open(attack.href);
    expect(new URL(shown.url).origin).toBe(url);
    expect(shown.html).toContain('evil.example');
    expect(shown.html).toContain('ada@login.example');
  });

  it('counts in the browser that began it, and once.', async () => {
    const { url, issuer } = await start();
    let answer = '';
    const attacker = newBrowser((at) => at.startsWith(`${url}/sign-in/callback`));
    answer = (await attacker.open(`${url}/sign-in`)).url;
    expect(new URL(answer).searchParams.get('iss')).toBe(issuer);
    // Login CSRF: the victim opens the answer of the attacker.
    const victim = open();
    expect(await victim.open(answer)).toMatchObject({ status: 400 });
    vi.spyOn(console, 'error').mockReturnValue();
    onTestFinished(() => void vi.restoreAllMocks());
    const begun = newBrowser((at) => at.startsWith(issuer));
    await begun.open(`${url}/sign-in`);
    expect(await begun.open(answer)).toMatchObject({ status: 400, html: 'The sign-in failed. Start again.' });
    expect(await begun.open(answer)).toMatchObject({
      status: 400,
      html: 'This browser began no sign-in in the last ten minutes. Start again.',
    });
  });

  it('takes ten minutes at most.', async () => {
    const { url } = await start();
    const browser = newBrowser((at) => at.startsWith(`${url}/sign-in/callback`));
    const answer = (await browser.open(`${url}/sign-in`)).url;
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 601_000);
    onTestFinished(() => void vi.restoreAllMocks());
    expect(await open().open(answer)).toMatchObject({ status: 400 });
  });

  it('fails if the provider refuses, and the client gets nothing.', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    onTestFinished(() => void vi.restoreAllMocks());
    const { url, refuse } = await start();
    refuse();
    const browser = open();
    expect(await browser.open(requestOf(url))).toMatchObject({ status: 400, html: 'The sign-in failed. Start again.' });
  });

  it('redirects to no other host afterwards.', async () => {
    const { url } = await start();
    const shown = await open().open(`${url}/sign-in?return_to=https%3A%2F%2Fevil.example`);
    expect(shown.url).toBe(`${url}/`);
  });
});
