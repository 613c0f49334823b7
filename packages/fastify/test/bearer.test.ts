import { apiWith, bearer, describeBearer } from '@codegrant/conformance/suite';
import { accessTokenOf, requireBearer } from '@codegrant/fastify';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { fastifyApi } from './bearer-apps.ts';
import { injectInto, listenOn } from './fastify-app.ts';

describeBearer('Fastify', (api, required) => listenOn(fastifyApi(api, required)));

describeBearer('Fastify by inject', (api, required) => injectInto(fastifyApi(api, required)));

describe('requireBearer', () => {
  it('refuses a request before its body is read.', async () => {
    const app = Fastify();
    app.post('/', { onRequest: requireBearer(apiWith()) }, (request) => ({
      messagesOf: accessTokenOf(request).subject,
    }));
    const malformed = { method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, body: '{' } as const;
    expect((await app.inject(malformed)).statusCode).toBe(401);
    const authorized = await app.inject({ ...malformed, headers: { ...malformed.headers, authorization: bearer } });
    expect(authorized.statusCode).toBe(400);
  });

  it('protects every route of a plugin as a hook of it, and no route of the app around it.', async () => {
    const app = Fastify();
    app.get('/open', () => 'open');
    await app.register(async (api) => {
      api.addHook('onRequest', requireBearer(apiWith(), { scope: ['read'] }));
      api.get('/messages', (request) => ({ messagesOf: accessTokenOf(request).subject }));
    });
    expect((await app.inject('/open')).statusCode).toBe(200);
    expect((await app.inject('/messages')).statusCode).toBe(401);
    const authorized = await app.inject({ url: '/messages', headers: { authorization: bearer } });
    expect(authorized.json()).toEqual({ messagesOf: 'user-1' });
  });

  it('throws at startup for a scope that the API does not have.', () => {
    expect(() => requireBearer(apiWith({ scopes: ['write'] }), { scope: ['read'] })).toThrow('scope names read');
  });
});

describe('accessTokenOf', () => {
  it('throws on a route that lacks requireBearer.', async () => {
    const app = Fastify();
    app.get('/', (request) => accessTokenOf(request));
    const { statusCode, body } = await app.inject({ url: '/', headers: { authorization: bearer } });
    expect(statusCode).toBe(500);
    expect(body).toContain('Set onRequest of its route to requireBearer(api).');
  });
});
