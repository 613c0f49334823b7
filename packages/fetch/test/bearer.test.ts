import { apiWith, bearer, describeBearer } from '@codegrant/conformance/suite';
import { requireBearer } from '@codegrant/fetch';
import { describe, expect, it } from 'vitest';
import { fetchApi, honoApi } from './bearer-apps.ts';

describeBearer('Fetch', fetchApi);

describeBearer('Hono', honoApi);

const authorized = (): Request => new Request('https://api.example/', { headers: { authorization: bearer } });

describe('requireBearer', () => {
  it('passes the request, what the token was issued for, and what the platform passes beside the request.', async () => {
    const handler = requireBearer(apiWith(), {}, (request, { subject }, env: { readonly name: string }) =>
      Response.json([request.url, subject, env.name]),
    );
    expect(await (await handler(authorized(), { name: 'staging' })).json()).toEqual([
      'https://api.example/',
      'user-1',
      'staging',
    ]);
  });

  it('does not call the handler of a request that it refuses.', async () => {
    const handler = requireBearer(apiWith(), {}, () => {
      throw new Error('The handler was called.');
    });
    expect((await handler(new Request('https://api.example/'))).status).toBe(401);
  });

  it('passes what the handler throws to its caller.', async () => {
    const handler = requireBearer(apiWith(), {}, () => Promise.reject(new Error('mine')));
    await expect(handler(authorized())).rejects.toThrow('mine');
  });

  it('throws at startup for a scope that the API does not have.', () => {
    expect(() => requireBearer(apiWith({ scopes: ['write'] }), { scope: ['read'] }, () => new Response())).toThrow(
      'scope names read',
    );
  });
});
