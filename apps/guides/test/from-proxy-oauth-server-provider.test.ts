import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../../mcp/src/listen.ts';
import { clientsOf } from '../src/clients-of-store.ts';
import { proxyWith } from '../src/proxy-before.ts';

const redirectUrl = 'https://app.example/callback';

const getClient = async (id: string) =>
  id === 'app' ? { client_id: 'app', redirect_uris: [redirectUrl], token_endpoint_auth_method: 'none' } : undefined;

describe('ProxyOAuthServerProvider', () => {
  it('is as its guide says: the upstream gets the client_id, the redirect URI and the state of the app.', async () => {
    const { url, serve, close } = await listen(0);
    onTestFinished(close);
    const upstream = 'https://login.example';
    const verify = async (token: string) => ({ token, clientId: 'app', scopes: [] });
    serve(express().use(proxyWith(url, upstream, verify, getClient)));
    const asked = { client_id: 'app', redirect_uri: redirectUrl, state: 'a-state', code_challenge: 'a' };
    const query = new URLSearchParams({ ...asked, response_type: 'code', code_challenge_method: 'S256' });
    const response = await fetch(`${url}/authorize?${query}`, { redirect: 'manual' });
    const location = new URL(response.headers.get('location') ?? '');
    expect(location.origin).toBe(upstream);
    expect(Object.fromEntries(location.searchParams)).toMatchObject(asked);
  });

  it('has clients that Codegrant can read with getClient.', async () => {
    const clients = clientsOf({ getClient });
    expect(await clients.find('app')).toMatchObject({ client_id: 'app', origin: 'self' });
    expect(await clients.find('nobody')).toBeUndefined();
  });
});
