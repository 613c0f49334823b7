import { describe, expect, it } from 'vitest';
import { answerWith, askedOf, redemptionOf } from './plain-request.ts';
import { codeIn } from './redirect-parameters.ts';
import type { StartServer } from './running-server.ts';
import { post } from '../wire/send.ts';
import { useTestServer } from './use-test-server.ts';

const basic = (userPass: string): Readonly<Record<string, string>> => ({ authorization: `Basic ${btoa(userPass)}` });

/** Tests of what real clients send and expect. */
export const describeClients = (start: StartServer): void => {
  describe('Real clients:', () => {
    const { state, serve } = useTestServer(start);

    it('A scope that the server does not know is ignored by policy, and the token response names what was granted (R92).', async () => {
      state().owner = { subject: 'user-1' };
      const send = await serve({}, 'ignoreUnknownScope');
      const asked = await askedOf(send, `&scope=${encodeURIComponent('openid read offline_access')}`);
      const redeemed = await send(redemptionOf(codeIn(await send(answerWith(asked)))));
      expect(JSON.parse(redeemed.body)).toMatchObject({ token_type: 'Bearer', scope: 'read' });
    });

    it.each([
      ['a wrong secret', basic('web:wrong')],
      ['an unknown client', basic('nobody:secret')],
      ['no colon', basic('web')],
      ['what is no base64', { authorization: 'Basic %' }],
      ['a scheme in lower case', { authorization: `basic ${btoa('web:wrong')}` }],
    ])('Basic credentials with %s are answered with the Basic scheme (R143).', async (_what, headers) => {
      const send = await serve();
      const response = await send(post('/oauth/token', 'grant_type=authorization_code&code=x', headers));
      expect(response).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Basic realm="token"' } });
      expect(JSON.parse(response.body)).toMatchObject({ error: 'invalid_client' });
    });

    it.each([
      ['a wrong secret in the form', redemptionOf('x', { client_secret: 'wrong' })],
      ['an unknown client in the form', redemptionOf('x', { client_id: 'nobody' })],
      ['no credentials', post('/oauth/token', 'grant_type=authorization_code&code=x')],
      ['a Bearer token', post('/oauth/token', 'grant_type=x&client_id=web', { authorization: 'Bearer x' })],
      ['a scheme that begins like Basic', post('/oauth/token', 'grant_type=x', { authorization: 'BasicX x' })],
    ])('%s leads to no browser prompt: the answer names no scheme (R143).', async (_what, request) => {
      const send = await serve();
      const response = await send(request);
      expect(response.status).toBe(401);
      expect(response.headers).not.toHaveProperty('www-authenticate');
      expect(JSON.parse(response.body)).toMatchObject({ error: 'invalid_client' });
    });
  });
};
