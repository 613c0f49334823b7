import { clientCredentials, type ServerOptions, type TokenGrant } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { fixedCode, plainRecord } from '../expected/fixed.ts';
import { post, type Send, type WireResponse } from '../wire/send.ts';
import { causesIn } from './causes-in.ts';
import { answerWith, askedOf, redemptionOf, refreshWith } from './plain-request.ts';
import { tokensRecordedIn } from './plain-tokens.ts';
import { codeIn } from './redirect-parameters.ts';
import { refreshingRedemption } from './refreshing-redemption.ts';
import type { StartServer } from './running-server.ts';
import { useTestServer } from './use-test-server.ts';
import { storeCode } from './vector-server.ts';

/** Tests of the further parameters that the policy names. */
export const describeFurtherParameters = (start: StartServer): void => {
  describe('The further parameters of the requests', () => {
    const { state, serve } = useTestServer(start);

    const policy: ServerOptions<unknown>['policy'] = {
      issuer: 'https://login.example',
      scopes: { read: { name: 'Read' } },
      defaultScope: ['read'],
      authorizationParameters: ['organization', 'audience'],
      tokenParameters: ['audience', 'device'],
      refreshTokens: 'always',
    };

    /** A server, and the grants that it issued tokens for. */
    const serveRecording = async (): Promise<{ readonly send: Send; readonly grants: readonly TokenGrant[] }> => {
      const grants: TokenGrant[] = [];
      const send = await serve({
        policy,
        tokens: tokensRecordedIn(grants),
        grantTypes: [clientCredentials],
      });
      state().owner = { subject: 'user-1' };
      return { send, grants };
    };

    const codeFor = async (send: Send, query: string): Promise<string> =>
      codeIn(await send(answerWith(await askedOf(send, query))));

    const parametersOf = (grants: readonly TokenGrant[]): unknown => grants.map(({ parameters }) => parameters);

    it('reach tokens.issue, and those of one request do not replace those of the other (R236).', async () => {
      const { send, grants } = await serveRecording();
      const code = await codeFor(send, '&organization=acme%20%22x%22&audience=asked&other=1');
      await send(redemptionOf(code, { audience: 'sent', organization: 'evil', device: 'phone', other: '2' }));
      expect(parametersOf(grants)).toEqual([
        {
          authorization: { organization: 'acme "x"', audience: 'asked' },
          token: { audience: 'sent', device: 'phone' },
        },
      ]);
    });

    it('are absent if they were not sent, or sent without a value (R236).', async () => {
      const { send, grants } = await serveRecording();
      await send(redemptionOf(await codeFor(send, '&organization=')));
      expect(parametersOf(grants)).toEqual([{ authorization: {}, token: {} }]);
    });

    it('of the authorization request are there at each refresh, and those of the token request are the new ones (R236).', async () => {
      const { send, grants } = await serveRecording();
      state().owner = { subject: 'user-1' };
      const parameters = '{"organization":"acme"}';
      const redeemed = await send(await refreshingRedemption(state(), { parameters }, { device: 'phone' }));
      const { refresh_token }: { refresh_token: string } = JSON.parse(redeemed.body);
      await send(refreshWith(refresh_token, { audience: 'new' }));
      expect(parametersOf(grants)).toEqual([
        { authorization: { organization: 'acme' }, token: { device: 'phone' } },
        { authorization: { organization: 'acme' }, token: { audience: 'new' } },
      ]);
    });

    it('of a client that acts for itself are those of its token request (R236).', async () => {
      const { send, grants } = await serveRecording();
      const form =
        'grant_type=client_credentials&client_id=service&client_secret=service-secret&audience=api&organization=x';
      await send(post('/oauth/token', form));
      expect(grants).toMatchObject([
        { subject: undefined, parameters: { authorization: {}, token: { audience: 'api' } } },
      ]);
    });

    const redeemStored = async (parameters: unknown): Promise<WireResponse> => {
      const { send } = await serveRecording();
      await storeCode(state(), { ...plainRecord, ...Object({ parameters }) }, false);
      return send(redemptionOf(fixedCode));
    };

    it.each<[string, unknown]>([
      ['undefined', undefined],
      ['null', null],
      ['empty', ''],
      ['an object', { organization: 'acme' }],
    ])('are a failure if the store has lost those of a code: %s (R239).', async (_what, parameters) => {
      expect((await redeemStored(parameters)).status).toBe(500);
      expect(causesIn(state().events)).toEqual([
        expect.stringMatching(/^TypeError: store\.takeCode must return parameters as the string that was saved/),
      ]);
    });

    it.each(['x', '[]', '7', 'null', '{"organization":7,"other":"x"}', '{"__proto__":{"organization":"acme"}}'])(
      'are absent if the record has something else for them: %s (R236).',
      async (parameters) => {
        const { send, grants } = await serveRecording();
        await storeCode(state(), { ...plainRecord, parameters }, false);
        await send(redemptionOf(fixedCode));
        expect(parametersOf(grants)).toEqual([{ authorization: {}, token: {} }]);
      },
    );
  });
};
