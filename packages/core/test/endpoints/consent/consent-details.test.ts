import {
  type ClientMetadata,
  type ConsentFacts,
  consentKeysOf,
  decide,
  decideDetails,
  detailsReply,
  type Reply,
} from '@codegrant/core';
import { refusalJsonReply } from '@codegrant/core/internal';
import { consentDetailsSchema } from '@codegrant/core/schemas';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { bytesOf, entropy } from '../../fixtures/bytes.ts';
import { clientOf, registryOf } from '../../fixtures/client.ts';
import { consentOf, none } from '../../fixtures/consent.ts';
import { consentRequestOf } from '../../fixtures/decision.ts';
import { factsOf } from '../../fixtures/facts.ts';
import { bodyOf, jsonHeaders } from '../../fixtures/json.ts';
import { challenge } from '../../fixtures/pkce.ts';
import { policyOf } from '../../fixtures/policy.ts';
import { queryOf } from '../../fixtures/request.ts';

const policy = policyOf({
  scopes: { read: { name: 'Read', description: 'All of it.' }, write: { name: 'Write' } },
  requiredScope: ['write'],
});

const query = queryOf({ redirect_uri: 'http://127.0.0.1:9/cb', scope: 'read write', state: 'a-state' });

type DetailsFacts = Parameters<typeof decideDetails>[1];

const factsFor = (metadata: Partial<ClientMetadata> = {}): DetailsFacts =>
  factsOf({
    policy,
    client: registryOf(clientOf({ redirect_uris: ['http://127.0.0.1/cb'], ...metadata })),
    now: 100,
  });

/** The consent token for these facts, after the owner allowed some scopes before. */
const tokenOf = (facts: DetailsFacts, remembered: readonly string[] = []): string =>
  consentRequestOf(decide(query, { ...facts, entropy, consent: consentOf(none, remembered) })).consentToken;

const replyTo = (consentToken: string, facts: DetailsFacts): Reply => {
  const decided = decideDetails(consentToken, facts);
  return decided.kind === 'refuse' ? refusalJsonReply(decided) : detailsReply(decided);
};

const errorOf = (reply: Reply): readonly [status: number, error: unknown] => {
  const body = bodyOf(reply);
  expect(body).toEqual({ error: expect.any(String), error_description: expect.any(String) });
  return [reply.status, (body as { readonly error: unknown }).error];
};

describe('The details of a consent request', () => {
  it('say who asks whom for what, and where the answer goes (R103, R106).', () => {
    const facts = factsFor({
      client_name: 'Mail Reader',
      client_uri: 'https://maker.example/about',
      logo_uri: 'https://maker.example/logo.png',
      policy_uri: 'https://maker.example/privacy',
      tos_uri: 'https://maker.example/terms',
      required_scope: 'read',
      verified: true,
      origin: 'registered',
      trusted: true,
    });
    const reply = replyTo(tokenOf(facts), facts);
    expect(reply).toMatchObject({ status: 200, headers: jsonHeaders });
    expect(bodyOf(reply)).toEqual({
      data: {
        client_id: 'app',
        name: 'Mail Reader',
        client_uri: 'https://maker.example/about',
        logo_uri: 'https://maker.example/logo.png',
        policy_uri: 'https://maker.example/privacy',
        tos_uri: 'https://maker.example/terms',
        redirect_uri: 'http://127.0.0.1:9/cb',
        redirect_to: 'this_device',
        requested_scopes: [
          { id: 'read', name: 'Read', description: 'All of it.', required: true },
          { id: 'write', name: 'Write', required: true },
        ],
        verified: true,
        origin: 'registered',
        trusted: true,
        signed_in_as: 'user-1',
      },
    });
  });

  it('always have every member, and null for what is unknown.', () => {
    const facts = factsFor();
    expect(bodyOf(replyTo(tokenOf(facts), facts))).toEqual({
      data: {
        client_id: 'app',
        name: 'app',
        client_uri: null,
        logo_uri: null,
        policy_uri: null,
        tos_uri: null,
        redirect_uri: 'http://127.0.0.1:9/cb',
        redirect_to: 'this_device',
        requested_scopes: [
          { id: 'read', name: 'Read', description: 'All of it.', required: false },
          { id: 'write', name: 'Write', required: true },
        ],
        verified: false,
        origin: 'registered',
        trusted: true,
        signed_in_as: 'user-1',
      },
    });
  });

  it.each(['client_uri', 'logo_uri', 'policy_uri', 'tos_uri'] as const)('can have %s without the others.', (name) => {
    const none = { client_uri: null, logo_uri: null, policy_uri: null, tos_uri: null };
    const facts = factsFor({ [name]: 'https://maker.example/it' });
    expect(bodyOf(replyTo(tokenOf(facts), facts))).toMatchObject({
      data: { ...none, [name]: 'https://maker.example/it' },
    });
  });

  it('match their schema.', () => {
    for (const facts of [factsFor(), factsFor({ client_uri: 'https://maker.example', verified: true })])
      expect(v.is(consentDetailsSchema, bodyOf(replyTo(tokenOf(facts), facts)))).toBe(true);
  });

  it('list the scopes that the token was signed for, whatever was allowed or forgotten since.', () => {
    const facts = factsFor({ client_secret: 'x' });
    const decided = decideDetails(tokenOf(facts, ['read']), facts);
    expect(decided).toMatchObject({
      kind: 'showQuestion',
      question: { subject: 'user-1', askedScope: ['write'] },
      scopes: [{ id: 'write' }],
    });
  });

  it('have the name of the account, and the subject only if there is no name.', () => {
    const facts = { ...factsFor(), owner: { subject: 'user-1', name: 'Ada' } };
    const { body } = replyTo(tokenOf(facts), facts);
    expect(JSON.parse(body)).toMatchObject({ data: { signed_in_as: 'Ada' } });
    expect(body).not.toContain('user-1');
  });

  it('do not contain the state, the challenge or the token.', () => {
    const facts = factsFor();
    const token = tokenOf(facts);
    const { body } = replyTo(token, facts);
    for (const secret of ['state', challenge, token]) expect(body).not.toContain(secret);
  });
});

describe('A request for the details', () => {
  it('records no answer, and can be repeated.', () => {
    const recorded: string[] = [];
    const facts: DetailsFacts & Pick<ConsentFacts, 'recordAnswer'> = {
      ...factsFor(),
      recordAnswer: (_id, answer) => {
        recorded.push(answer);
        return answer;
      },
    };
    const token = tokenOf(facts);
    expect(decideDetails(token, facts)).toEqual(decideDetails(token, facts));
    expect(decideDetails(token, facts).kind).toBe('showQuestion');
    expect(recorded).toEqual([]);
  });

  it.each<[string, (token: string) => string, Partial<DetailsFacts>, number, string]>([
    ['a changed token', (token) => `x${token}`, {}, 422, 'consent_token_invalid'],
    ['no token', () => '', {}, 422, 'consent_token_invalid'],
    [
      'a token signed with a removed key',
      (token) => token,
      { consentKeys: consentKeysOf([bytesOf(2)]) },
      422,
      'consent_token_invalid',
    ],
    [
      'a token of another issuer with the same keys',
      (token) => token,
      { policy: policyOf({ issuer: 'https://other.example' }) },
      422,
      'consent_token_invalid',
    ],
    ['an expired token', (token) => token, { now: 700 }, 422, 'consent_token_expired'],
    ['the token of another owner', (token) => token, { owner: { subject: 'user-2' } }, 403, 'consent_token_of_another'],
    ['a token and no session', (token) => token, { owner: undefined }, 403, 'consent_token_of_another'],
    ['a token of a removed client', (token) => token, { client: () => undefined }, 404, 'invalid_request'],
  ])('with %s is an error with its own status and code (R198).', (_what, tokenFrom, more, status, error) => {
    const facts = factsFor();
    expect(errorOf(replyTo(tokenFrom(tokenOf(facts)), { ...facts, ...more }))).toEqual([status, error]);
  });

  it('is answered until the last second before the token expires.', () => {
    const facts = factsFor();
    expect(replyTo(tokenOf(facts), { ...facts, now: 699 }).status).toBe(200);
  });

  it('is refused if the redirect URI is no longer registered, with the client for logs.', () => {
    const facts = factsFor();
    const moved = factsFor({ redirect_uris: ['http://127.0.0.1/other'] });
    const decided = decideDetails(tokenOf(facts), moved);
    expect(decided).toMatchObject({
      kind: 'refuse',
      rule: { name: 'redirect-uri-registered' },
      clientId: 'app',
    });
    expect(errorOf(replyTo(tokenOf(facts), moved))).toEqual([422, 'invalid_request']);
  });

  it('is the error for the client if the client may no longer ask for the scope.', () => {
    const facts = factsFor();
    const less = factsFor({ scope: 'read' });
    expect(decideDetails(tokenOf(facts), less)).toMatchObject({
      kind: 'reject',
      rule: { name: 'scope-allowed' },
      client: { client_id: 'app' },
      subject: 'user-1',
    });
    const reply = replyTo(tokenOf(facts), less);
    expect(errorOf(reply)).toEqual([400, 'invalid_scope']);
    expect(reply.headers).not.toHaveProperty('location');
  });
});
