import { apiWith, bearer, describeBearer, get, listen, send } from '@codegrant/conformance/suite';
import { accessTokenOf, requireBearer } from '@codegrant/node';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expressApi, nodeApi } from './bearer-apps.ts';

describeBearer('node:http', nodeApi);

describeBearer('Express 5', expressApi);

describe('requireBearer', () => {
  it('sets request.auth with the names that the MCP SDK reads, and accessTokenOf returns what is no secret of it.', async () => {
    const app = express().get('/', requireBearer(apiWith(), { scope: ['read'] }), (incoming, response) => {
      response.json({ auth: Reflect.get(incoming, 'auth'), token: accessTokenOf(incoming) });
    });
    const { origin, close } = await listen(app);
    onTestFinished(close);
    const { body } = await send(origin, { method: 'GET', target: '/', headers: { authorization: bearer } });
    const { auth, token } = JSON.parse(body);
    expect(auth).toEqual({ ...token, token: bearer.slice('Bearer '.length), scopes: ['read'] });
    expect(token).toMatchObject({ subject: 'user-1', clientId: 'web', expiresAt: expect.any(Number) });
  });

  it('does not call the handler of a request that it refuses, and serves the next request on the connection.', async () => {
    let called = 0;
    const app = express().post('/', requireBearer(apiWith()), (_incoming, response) => {
      called += 1;
      response.end();
    });
    const { origin, close } = await listen(app);
    onTestFinished(close);
    const refused = await fetch(origin, { method: 'POST', body: 'x'.repeat(500_000) });
    expect(refused.status).toBe(401);
    const authorized = await fetch(origin, { method: 'POST', headers: { authorization: bearer } });
    expect(authorized.status).toBe(200);
    expect(called).toBe(1);
  });

  it('passes what the next function throws to its caller.', async () => {
    const guard = requireBearer(apiWith());
    const thrown: unknown[] = [];
    const { origin, close } = await listen(async (incoming, response) => {
      try {
        await guard(incoming, response, () => Promise.reject(new Error('mine')));
      } catch (error) {
        thrown.push(error);
        response.end();
      }
    });
    onTestFinished(close);
    await send(origin, { method: 'GET', target: '/', headers: { authorization: bearer } });
    expect(thrown).toEqual([new Error('mine')]);
  });

  it('throws at startup for a scope that the API does not have.', () => {
    expect(() => requireBearer(apiWith({ scopes: ['write'] }), { scope: ['read'] })).toThrow('scope names read');
  });
});

describe('accessTokenOf', () => {
  it('throws on a route that lacks requireBearer, also if the request has something else as auth.', async () => {
    const app = express().get('/', (incoming, response) => {
      Object.assign(incoming, { auth: { subject: 'user-1' } });
      expect(() => accessTokenOf(incoming)).toThrow('Put requireBearer(api) before this handler.');
      response.end();
    });
    const { origin, close } = await listen(app);
    onTestFinished(close);
    expect(await send(origin, get('/'))).toMatchObject({ status: 200 });
  });
});
