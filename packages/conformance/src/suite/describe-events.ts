import { consentKeysOf, subjectHash } from '@codegrant/core';
import type { ServerEvent } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { fixedConsentKey, fixedNow } from '../expected/fixed.ts';
import { secretsIn } from './no-secrets.ts';
import { answerWith, askedOf, authorizeWith, plainRequest, redemptionOf } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { get, postJson, type Send } from '../wire/send.ts';
import { useScene } from './use-scene.ts';

const web = { clientId: 'web' };
const ofOwner = { ...web, subjectHash: subjectHash('user-1', consentKeysOf([fixedConsentKey])) };
const ofNobody = { clientId: undefined, subjectHash: undefined };

const codeIn = (location: string | undefined): string => new URL(location ?? '').searchParams.get('code') ?? '';

/** What the report port is told. */
export const describeEvents = (start: StartServer): void => {
  describe('The report port', () => {
    const { scene, serve } = useScene(start);
    const told = (): readonly ServerEvent[] => scene().events.splice(0);
    const signIn = (): void => {
      scene().owner = { subject: 'user-1' };
    };

    const grantOne = async (send: Send): Promise<string> =>
      codeIn((await send(answerWith(await askedOf(send)))).headers['location']);

    it('hears of each step of a flow once, with client, subject and time.', async () => {
      const send = await serve();
      await send(authorizeWith());
      expect(told()).toMatchObject([
        { kind: 'signInRequested', endpoint: 'authorize', ...web, subjectHash: undefined },
      ]);
      signIn();
      const token = await askedOf(send);
      expect(told()).toMatchObject([{ kind: 'consentRequested', endpoint: 'authorize', scope: ['read'], ...ofOwner }]);
      const granted = await send(answerWith(token));
      expect(told()).toMatchObject([{ kind: 'granted', endpoint: 'consent', scope: ['read'], ...ofOwner }]);
      const redemption = redemptionOf(codeIn(granted.headers['location']));
      await send(redemption);
      const [redeemed] = told();
      expect(redeemed).toMatchObject({
        kind: 'redeemed',
        endpoint: 'token',
        scope: ['read'],
        ...ofOwner,
        at: fixedNow,
      });
      expect(redeemed?.durationMs).toBeGreaterThanOrEqual(0);
      await send(redemption);
      expect(told()).toMatchObject([
        { kind: 'replayed', endpoint: 'token', rule: 'code-first-use', error: 'invalid_grant', ...ofOwner },
      ]);
    });

    it('hears of a refusal, with the rule, its requirements and the status.', async () => {
      const send = await serve();
      await send(get('/oauth/authorize?client_id=nobody&redirect_uri=https%3A%2F%2Fweb.example%2Fcallback'));
      await send(get('/oauth/authorize?client_id=web&redirect_uri=https%3A%2F%2Fevil.example'));
      await send({ method: 'DELETE', target: '/oauth/authorize' });
      expect(told()).toMatchObject([
        { kind: 'refused', status: 404, rule: 'client-registered', ...ofNobody },
        {
          kind: 'refused',
          status: 422,
          rule: 'redirect-uri-registered',
          requirements: expect.arrayContaining(['R50']),
          ...web,
        },
        { kind: 'refused', status: 405, rule: 'method-served', endpoint: 'authorize' },
      ]);
    });

    it('hears of what the client was told, and of a denial with whose it was.', async () => {
      const send = await serve();
      await send(authorizeWith('&scope=nope'));
      expect(told()).toMatchObject([{ kind: 'rejected', error: 'invalid_scope', rule: 'scope-allowed', ...web }]);
      signIn();
      await send(answerWith(await askedOf(send), 'deny'));
      expect(told().at(-1)).toMatchObject({
        kind: 'rejected',
        endpoint: 'consent',
        error: 'access_denied',
        ...ofOwner,
      });
    });

    it('hears of token requests that were refused, with client and subject as far as they are known.', async () => {
      const send = await serve();
      signIn();
      const code = await grantOne(send);
      told();
      await send(redemptionOf(code, { client_secret: 'wrong' }));
      await send(redemptionOf(code, { code_verifier: 'w'.repeat(43) }));
      await send(redemptionOf('unknown'));
      await send({ method: 'POST', target: '/oauth/token', body: '', headers: { 'content-type': 'text/plain' } });
      expect(told()).toMatchObject([
        { kind: 'rejected', error: 'invalid_client', rule: 'client-secret-right', ...web, subjectHash: undefined },
        { kind: 'rejected', error: 'invalid_grant', rule: 'verifier-right', ...ofOwner },
        { kind: 'rejected', error: 'invalid_grant', rule: 'code-known', ...web, subjectHash: undefined },
        { kind: 'rejected', error: 'invalid_request', rule: 'form-type', ...ofNobody },
      ]);
    });

    it('hears of hosted consent in the same words.', async () => {
      const send = await serve({ consentUrl: '/consent' });
      signIn();
      const location = (await send(authorizeWith())).headers['location'] ?? '';
      const token = location.replace(/^.*consent_token=/, '');
      await send(get(`/oauth/consent/${token}`));
      await send(postJson('/oauth/grants', JSON.stringify({ allowed: true, consent_token: token })));
      await send(postJson('/oauth/grants', JSON.stringify({ allowed: true, consent_token: token })));
      expect(told()).toMatchObject([
        { kind: 'consentRequested', endpoint: 'authorize', ...ofOwner },
        { kind: 'consentShown', endpoint: 'consentDetails', scope: ['read'], ...ofOwner },
        { kind: 'granted', endpoint: 'grants', ...ofOwner },
        { kind: 'refused', endpoint: 'grants', status: 400, rule: 'consent-token-unspent' },
      ]);
    });

    it('hears of what failed, besides what the client was told of it.', async () => {
      const cause = new Error('no database');
      const send = await serve({ consents: { granted: () => Promise.reject(cause), remember: () => {} } });
      signIn();
      await send(authorizeWith());
      expect(told()).toMatchObject([
        { kind: 'failed', endpoint: 'authorize', cause, ...web },
        { kind: 'rejected', error: 'server_error', rule: 'server-works', ...web },
      ]);
    });

    it('hears nothing of code, state, verifier, challenge, secret, token or subject.', async () => {
      const send = await serve();
      signIn();
      const token = await askedOf(send, '&x=1');
      const code = codeIn((await send(answerWith(token))).headers['location']);
      for (const changes of [{}, {}, { client_secret: 'wrong-secret' }, { code_verifier: 'wrong-verifier' }])
        await send(redemptionOf(code, changes));
      const events = told();
      expect(events.map(({ kind }) => kind)).toEqual([
        'consentRequested',
        'granted',
        'redeemed',
        'replayed',
        'rejected',
        'rejected',
      ]);
      expect(secretsIn(events, `${plainRequest}&consent_token=${token}`)).toEqual([]);
      expect(JSON.stringify(events)).not.toMatch(/wrong-secret|wrong-verifier/);
    });
  });
};
