import { consentKeysOf, subjectHash } from '@codegrant/core';
import { introspection, memoryAccessTokens, revocation, type ServerOptions } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { fixedAccessToken, fixedConsentKey, fixedNow, fixedRefreshToken, plainAccessToken } from '../expected/fixed.ts';
import { get, post, type Send, type WireResponse } from '../wire/send.ts';
import { introspectionOf, refreshWith, revocationOf } from './plain-request.ts';
import { refreshingRedemption } from './refreshing-redemption.ts';
import type { StartServer } from './running-server.ts';
import { useTestServer } from './use-test-server.ts';
import { storePlainRefreshToken } from './vector-server.ts';

const bodyOf = (response: WireResponse): Readonly<Record<string, unknown>> => JSON.parse(response.body);

/** A server with access tokens of its own. */
const ownTokens = (): Partial<ServerOptions<unknown>> => ({
  tokens: undefined,
  accessTokens: memoryAccessTokens(() => fixedNow),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
});

/** Tests of revocation and introspection beyond the vectors: HTTP, what happens to other tokens, and events. */
export const describePresentedTokens = (start: StartServer): void => {
  describe('Revocation and introspection:', () => {
    const { state, serve } = useTestServer(start);

    const tokensOf = async (send: Send): Promise<{ readonly access: string; readonly refresh: string }> => {
      const redeemed = await send(await refreshingRedemption(state()));
      const { access_token, refresh_token } = bodyOf(redeemed);
      return { access: String(access_token), refresh: String(refresh_token) };
    };

    const isActive = async (send: Send, token: string): Promise<unknown> =>
      bodyOf(await send(introspectionOf(token)))['active'];

    it.each(['/oauth/revoke', '/oauth/introspect'])('%s answers POST only (R240, R251, R259).', async (target) => {
      const send = await serve();
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
        expect(await send({ method, target })).toMatchObject({ status: 405, headers: { allow: 'POST' } });
      expect((await send(post(target, '', { 'content-type': 'text/plain' }))).status).toBe(415);
    });

    it('No answer is cached, and that of a revocation is an empty object (R244, R259).', async () => {
      const send = await serve();
      const revoked = await send(revocationOf('unknown'));
      expect(revoked).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' }, body: '{}' });
      const introspected = await send(introspectionOf('unknown'));
      expect(introspected.headers).toMatchObject({
        'cache-control': 'no-store',
        'content-type': expect.stringContaining('application/json'),
      });
      expect(introspected.body).toBe('{"active":false}');
    });

    it('A revoked access token is not active any more, and the refresh token of its grant still is (R246).', async () => {
      const send = await serve(ownTokens(), 'refresh');
      const { access, refresh } = await tokensOf(send);
      expect(await isActive(send, access)).toBe(true);
      expect((await send(revocationOf(access))).status).toBe(200);
      expect(await isActive(send, access)).toBe(false);
      expect(await isActive(send, refresh)).toBe(true);
      expect((await send(refreshWith(refresh))).status).toBe(200);
    });

    it('A revoked refresh token leaves no token of its grant active (R245).', async () => {
      const send = await serve(ownTokens(), 'refresh');
      const { access, refresh } = await tokensOf(send);
      const next = bodyOf(await send(refreshWith(refresh)));
      expect((await send(revocationOf(refresh))).status).toBe(200);
      for (const token of [access, refresh, String(next['access_token']), String(next['refresh_token'])])
        expect(await isActive(send, token)).toBe(false);
      expect((await send(refreshWith(String(next['refresh_token'])))).status).toBe(400);
      expect((await send(revocationOf(refresh))).status).toBe(200);
    });

    it('A token stays valid if another client revokes it (R243).', async () => {
      const send = await serve(ownTokens(), 'refresh');
      const { access, refresh } = await tokensOf(send);
      const another = { client_id: 'refresh-web-2', client_secret: 'refresh-secret-2' };
      for (const token of [access, refresh]) {
        const answers = [await send(revocationOf(token, another)), await send(revocationOf('unknown', another))];
        expect(answers.map(({ status, body }) => [status, body])).toEqual([
          [200, '{}'],
          [200, '{}'],
        ]);
        expect(await isActive(send, token)).toBe(true);
      }
    });

    it('A question about a refresh token does not use it (R257).', async () => {
      const send = await serve(ownTokens(), 'refresh');
      const { refresh } = await tokensOf(send);
      expect([await isActive(send, refresh), await isActive(send, refresh)]).toEqual([true, true]);
      expect((await send(refreshWith(refresh))).status).toBe(200);
    });

    it('A server without the option has neither endpoint, and the metadata name none (R250).', async () => {
      const send = await serve({ endpoints: undefined });
      for (const target of ['/oauth/revoke', '/oauth/introspect'])
        expect((await send(post(target, 'token=x&client_id=web&client_secret=web-secret'))).status).toBe(404);
      const metadata = bodyOf(await send(get('/.well-known/oauth-authorization-server')));
      expect(Object.keys(metadata).filter((name) => /^(revocation|introspection)/.test(name))).toEqual([]);
    });

    it('A Bearer token of nobody gets the challenge of RFC 6750 (R258).', async () => {
      const send = await serve({ endpoints: [revocation, introspection({ askers: 'clientsAndOwners' })] });
      const response = await send(post('/oauth/introspect', 'token=x', { authorization: 'Bearer unknown' }));
      expect(response).toMatchObject({
        status: 401,
        headers: { 'www-authenticate': 'Bearer realm="token", error="invalid_token"' },
      });
      expect(bodyOf(response)).toMatchObject({ error: 'invalid_client' });
    });

    it('Each request is one event, with the client, and with the user if the token has one.', async () => {
      const send = await serve({ endpoints: [revocation, introspection({ askers: 'clientsAndOwners' })] }, 'refresh');
      await storePlainRefreshToken(state());
      state().accessToken = plainAccessToken;
      state().owner = { subject: 'user-1' };
      const another = { client_id: 'refresh-web-2', client_secret: 'refresh-secret-2' };
      await send(introspectionOf(fixedAccessToken));
      await send(post('/oauth/introspect', 'token=x', { authorization: 'Bearer key' }));
      await send(introspectionOf(fixedAccessToken, { client_secret: 'wrong' }));
      await send(revocationOf(fixedRefreshToken, another));
      await send(revocationOf('unknown'));
      await send(revocationOf(fixedAccessToken));
      await send(revocationOf(fixedRefreshToken));
      await send(revocationOf(''));
      const web = { clientId: 'refresh-web', subjectHash: undefined };
      const user = { subjectHash: subjectHash('user-1', consentKeysOf([fixedConsentKey])) };
      expect(state().events).toMatchObject([
        { kind: 'introspected', endpoint: 'introspect', active: true, ...web },
        { kind: 'introspected', endpoint: 'introspect', active: false, clientId: undefined, ...user },
        { kind: 'rejected', endpoint: 'introspect', error: 'invalid_client', ...web },
        { kind: 'notRevoked', endpoint: 'revoke', because: 'anotherClient', clientId: 'refresh-web-2' },
        { kind: 'notRevoked', endpoint: 'revoke', because: 'unknown', ...web },
        { kind: 'revoked', endpoint: 'revoke', tokenType: 'access_token', ...web, ...user },
        { kind: 'revoked', endpoint: 'revoke', tokenType: 'refresh_token', ...web, ...user },
        { kind: 'rejected', endpoint: 'revoke', error: 'invalid_request', rule: 'presented-token-sent', ...web },
      ]);
    });
  });
};
