import { consentKeysOf, subjectHash } from '@codegrant/core';
import type { ServerEvent } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { fixedConsentKey, fixedNow } from '../expected/fixed.ts';
import { secretsIn } from './no-secrets.ts';
import { answerWith, askedOf, authorizeWith, plainRequest, redemptionOf } from './plain-request.ts';
import { codeIn, redirectParameters } from './redirect-parameters.ts';
import type { StartServer } from './running-server.ts';
import { get, postJson, type Send } from '../wire/send.ts';
import { useTestServer } from './use-test-server.ts';

const web = { clientId: 'web' };
const ofUser = { ...web, subjectHash: subjectHash('user-1', consentKeysOf([fixedConsentKey])) };
const ofUnknown = { clientId: undefined, subjectHash: undefined };

/** Tests of the events for the report port. */
export const describeEvents = (start: StartServer): void => {
  describe('The report port', () => {
    const { state, serve } = useTestServer(start);
    const newEvents = (): readonly ServerEvent[] => state().events.splice(0);
    const signIn = (): void => {
      state().owner = { subject: 'user-1' };
    };

    const grantOne = async (send: Send): Promise<string> => codeIn(await send(answerWith(await askedOf(send))));

    it('receives each step of a flow once, with client, subject and time.', async () => {
      const clock = { now: fixedNow };
      const send = await serve({ now: () => clock.now });
      await send(authorizeWith());
      expect(newEvents()).toMatchObject([
        { kind: 'signInRequested', endpoint: 'authorize', ...web, subjectHash: undefined },
      ]);
      signIn();
      const token = await askedOf(send);
      expect(newEvents()).toMatchObject([
        { kind: 'consentRequested', endpoint: 'authorize', scope: ['read'], ...ofUser },
      ]);
      const granted = await send(answerWith(token));
      expect(newEvents()).toMatchObject([{ kind: 'granted', endpoint: 'consent', scope: ['read'], ...ofUser }]);
      const redemption = redemptionOf(codeIn(granted));
      await send(redemption);
      const [redeemed] = newEvents();
      expect(redeemed).toMatchObject({
        kind: 'redeemed',
        endpoint: 'token',
        scope: ['read'],
        ...ofUser,
        at: fixedNow,
      });
      expect(redeemed?.durationMs).toBeGreaterThanOrEqual(0);
      await send(redemption);
      expect(newEvents()).toMatchObject([
        { kind: 'rejected', endpoint: 'token', rule: 'code-not-just-used', error: 'invalid_grant', ...ofUser },
      ]);
      clock.now += 10;
      await send(redemption);
      expect(newEvents()).toMatchObject([
        { kind: 'replayed', endpoint: 'token', rule: 'code-first-use', error: 'invalid_grant', ...ofUser },
      ]);
    });

    it('receives an error page with the rule, its requirements and the status.', async () => {
      const send = await serve();
      await send(get('/oauth/authorize?client_id=nobody&redirect_uri=https%3A%2F%2Fweb.example%2Fcallback'));
      await send(get('/oauth/authorize?client_id=web&redirect_uri=https%3A%2F%2Fevil.example'));
      await send({ method: 'DELETE', target: '/oauth/authorize' });
      expect(newEvents()).toMatchObject([
        { kind: 'refused', status: 404, rule: 'client-registered', ...ofUnknown },
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

    it('receives errors for the client, and a denial with its user.', async () => {
      const send = await serve();
      await send(authorizeWith('&scope=nope'));
      expect(newEvents()).toMatchObject([{ kind: 'rejected', error: 'invalid_scope', rule: 'scope-allowed', ...web }]);
      signIn();
      await send(answerWith(await askedOf(send), 'deny'));
      expect(newEvents().at(-1)).toMatchObject({
        kind: 'rejected',
        endpoint: 'consent',
        error: 'access_denied',
        ...ofUser,
      });
    });

    it('receives rejected token requests, with client and subject if they are known.', async () => {
      const send = await serve();
      signIn();
      const code = await grantOne(send);
      newEvents();
      await send(redemptionOf(code, { client_secret: 'wrong' }));
      await send(redemptionOf(code, { code_verifier: 'w'.repeat(43) }));
      await send(redemptionOf('unknown'));
      await send({ method: 'POST', target: '/oauth/token', body: '', headers: { 'content-type': 'text/plain' } });
      expect(newEvents()).toMatchObject([
        { kind: 'rejected', error: 'invalid_client', rule: 'client-secret-right', ...web, subjectHash: undefined },
        { kind: 'rejected', error: 'invalid_grant', rule: 'verifier-right', ...ofUser },
        { kind: 'rejected', error: 'invalid_grant', rule: 'code-known', ...web, subjectHash: undefined },
        { kind: 'rejected', error: 'invalid_request', rule: 'form-type', ...ofUnknown },
      ]);
    });

    it('receives the same events for hosted consent.', async () => {
      const send = await serve({ consentUrl: '/consent' });
      signIn();
      const token = redirectParameters(await send(authorizeWith())).get('consent_token') ?? '';
      await send(get(`/oauth/consent/${token}`));
      await send(postJson('/oauth/grants', JSON.stringify({ allowed: true, consent_token: token })));
      await send(postJson('/oauth/grants', JSON.stringify({ allowed: false, consent_token: token })));
      expect(newEvents()).toMatchObject([
        { kind: 'consentRequested', endpoint: 'authorize', ...ofUser },
        { kind: 'consentShown', endpoint: 'consentDetails', scope: ['read'], ...ofUser },
        { kind: 'granted', endpoint: 'grants', ...ofUser },
        { kind: 'refused', endpoint: 'grants', status: 422, rule: 'consent-answered-once' },
      ]);
    });

    it('receives a failure in addition to the error for the client.', async () => {
      const cause = new Error('no database');
      const send = await serve({
        consents: { granted: () => Promise.reject(cause), remember: () => {}, forget: () => {} },
      });
      signIn();
      await send(authorizeWith());
      expect(newEvents()).toMatchObject([
        { kind: 'failed', endpoint: 'authorize', cause, ...web },
        { kind: 'rejected', error: 'server_error', rule: 'server-works', ...web },
      ]);
    });

    it('receives no event with a code, state, verifier, challenge, secret, token or subject.', async () => {
      const send = await serve();
      signIn();
      const token = await askedOf(send, '&x=1');
      const code = codeIn(await send(answerWith(token)));
      for (const changes of [{}, {}, { client_secret: 'wrong-secret' }, { code_verifier: 'wrong-verifier' }])
        await send(redemptionOf(code, changes));
      const events = newEvents();
      expect(events.map(({ kind }) => kind)).toEqual([
        'consentRequested',
        'granted',
        'redeemed',
        'rejected',
        'rejected',
        'rejected',
      ]);
      expect(secretsIn(events, `${plainRequest}&consent_token=${token}`)).toEqual([]);
      expect(JSON.stringify(events)).not.toMatch(/wrong-secret|wrong-verifier/);
    });
  });
};
