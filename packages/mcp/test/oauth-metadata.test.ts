import type { RequestListener } from 'node:http';
import { listen, optionsWith } from '@codegrant/conformance/suite';
import { oauthMetadata } from '@codegrant/mcp';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, introspection, revocation } from '@codegrant/server';
import { mcpAuthMetadataRouter } from '@modelcontextprotocol/express';
import { mcpAuthMetadataRouter as mcpAuthMetadataRouterOfSdk1 } from '@modelcontextprotocol/sdk/server/auth/router.js';
import { oauthMetadataResponse } from '@modelcontextprotocol/server';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';

const serverAt = (issuer: string) => {
  const { policy, ...options } = optionsWith<NodeRequest>(() => undefined);
  return createAuthorizationServer({
    ...options,
    basePath: '/login',
    endpoints: [revocation, introspection()],
    policy: { ...policy, issuer },
  });
};

const fetched = async (listener: RequestListener, path: string): Promise<unknown> => {
  const { origin, close } = await listen(listener);
  onTestFinished(close);
  return (await fetch(`${origin}${path}`)).json();
};

const path = '/.well-known/oauth-authorization-server';

const server = serverAt('https://login.example');

const options = { oauthMetadata: oauthMetadata(server), resourceServerUrl: new URL('https://mail.example/mcp') };

describe('oauthMetadata', () => {
  it('returns what the server serves (R344).', async () => {
    expect(oauthMetadata(server)).toEqual(await fetched(toNodeHandler(server), path));
  });

  it.each([
    ['@modelcontextprotocol/sdk 1.x', mcpAuthMetadataRouterOfSdk1(options)],
    ['@modelcontextprotocol/express 2.x', mcpAuthMetadataRouter(options)],
  ])('is served by mcpAuthMetadataRouter of %s (R344).', async (_name, router) => {
    const app = express().use(router);
    expect(await fetched((request, response) => void app(request, response), path)).toEqual(options.oauthMetadata);
  });

  it('is served by oauthMetadataResponse of @modelcontextprotocol/server 2.x (R344).', async () => {
    const response = oauthMetadataResponse(new Request(`https://mail.example${path}`), options);
    expect(await response?.json()).toEqual(options.oauthMetadata);
  });

  it('returns a copy: a change of it does not change what the server serves.', async () => {
    const copy = oauthMetadata(server);
    copy.scopes_supported.push('other');
    copy.issuer = 'https://other.example';
    expect(await fetched(toNodeHandler(server), path)).toEqual(options.oauthMetadata);
  });

  it('throws for a copy of a server.', () => {
    expect(() => oauthMetadata({ ...server })).toThrow(
      'server must be the object that createAuthorizationServer returned',
    );
  });
});
