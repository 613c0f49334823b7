import {
  type ClientMetadata,
  type ConsentFacts,
  consentKeysOf,
  decide,
  decideDetails,
  defineClient,
  definePolicy,
  detailsReply,
  entropyOf,
  type Reply,
} from '@codegrant/core';
import { consentDetailsSchema, refusalJsonReply } from '@codegrant/core/internal';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

const policy = definePolicy({
  issuer: 'https://login.example',
  scopes: { read: { name: 'Read', description: 'All of it.' }, write: { name: 'Write' } },
  requiredScope: ['write'],
});

const query =
  'response_type=code&client_id=app&redirect_uri=http://127.0.0.1:9/cb&scope=read+write&state=s' +
  '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';

type DetailsFacts = Parameters<typeof decideDetails>[1];

const factsFor = (metadata: Partial<ClientMetadata> = {}): DetailsFacts => {
  const client = defineClient({ client_id: 'app', redirect_uris: ['http://127.0.0.1/cb'], ...metadata });
  return {
    policy,
    client: (clientId) => (clientId === 'app' ? client : undefined),
    owner: { subject: 'user-1' },
    now: 100,
    consentKeys: consentKeysOf([new Uint8Array(32).fill(1)]),
  };
};

const tokenOf = (facts: DetailsFacts, remembered: readonly string[] = []): string => {
  const decision = decide(query, {
    ...facts,
    consent: () => ({ remembered, answer: { kind: 'none' } }),
    entropy: entropyOf(new Uint8Array(32).fill(1)),
  });
  if (decision.kind !== 'askConsent') throw new Error(decision.kind);
  return decision.consentToken;
};

const replyTo = (consentToken: string, facts: DetailsFacts): Reply => {
  const decided = decideDetails(consentToken, facts);
  return decided.kind === 'refuse' ? refusalJsonReply(decided) : detailsReply(decided);
};

const errorOf = (reply: Reply): readonly [status: number, error: unknown] => {
  const body: unknown = JSON.parse(reply.body);
  expect(body).toEqual({ error: expect.any(String), error_description: expect.any(String) });
  return [reply.status, (body as { readonly error: unknown }).error];
};

describe('What a consent page of the operator’s own is told', () => {
  it('is who asks whom for what, and where the answer goes (R103, R106).', () => {
    const facts = factsFor({
      client_name: 'Mail Reader',
      client_uri: 'https://maker.example/about',
      logo_uri: 'https://maker.example/logo.png',
      policy_uri: 'https://maker.example/privacy',
      tos_uri: 'https://maker.example/terms',
      required_scope: 'read',
      verified: true,
    });
    const reply = replyTo(tokenOf(facts), facts);
    expect(reply).toMatchObject({
      status: 200,
      headers: {
        'cache-control': 'no-store',
        'content-type': 'application/json',
        'x-content-type-options': 'nosniff',
      },
    });
    expect(JSON.parse(reply.body)).toEqual({
      data: {
        client_id: 'app',
        name: 'Mail Reader',
        client_uri: 'https://maker.example/about',
        logo_uri: 'https://maker.example/logo.png',
        policy_uri: 'https://maker.example/privacy',
        tos_uri: 'https://maker.example/terms',
        redirect_uri: 'http://127.0.0.1:9/cb',
        requested_scopes: [
          { id: 'read', name: 'Read', description: 'All of it.', required: true },
          { id: 'write', name: 'Write', description: null, required: true },
        ],
        verified: true,
        signed_in_as: 'user-1',
      },
    });
  });

  it('is null where there is nothing to tell, so that every member is always there.', () => {
    const facts = factsFor();
    expect(JSON.parse(replyTo(tokenOf(facts), facts).body)).toEqual({
      data: {
        client_id: 'app',
        name: 'app',
        client_uri: null,
        logo_uri: null,
        policy_uri: null,
        tos_uri: null,
        redirect_uri: 'http://127.0.0.1:9/cb',
        requested_scopes: [
          { id: 'read', name: 'Read', description: 'All of it.', required: false },
          { id: 'write', name: 'Write', description: null, required: true },
        ],
        verified: false,
        signed_in_as: 'user-1',
      },
    });
  });

  it.each(['client_uri', 'logo_uri', 'policy_uri', 'tos_uri'] as const)('has %s without the others.', (name) => {
    const none = { client_uri: null, logo_uri: null, policy_uri: null, tos_uri: null };
    const facts = factsFor({ [name]: 'https://maker.example/it' });
    expect(JSON.parse(replyTo(tokenOf(facts), facts).body)).toMatchObject({
      data: { ...none, [name]: 'https://maker.example/it' },
    });
  });

  it('is what its schema says.', () => {
    for (const facts of [factsFor(), factsFor({ client_uri: 'https://maker.example', verified: true })])
      expect(v.is(consentDetailsSchema, JSON.parse(replyTo(tokenOf(facts), facts).body))).toBe(true);
  });

  it('is what the token was sealed for, whatever was allowed or forgotten since.', () => {
    const facts = factsFor({ client_secret: 'x' });
    const decided = decideDetails(tokenOf(facts, ['read']), facts);
    expect(decided).toMatchObject({
      kind: 'showQuestion',
      question: { subject: 'user-1', askedScope: ['write'] },
      scopes: [{ id: 'write' }],
    });
  });

  it('names whose account it is, as people know it, and not the subject where there is a name.', () => {
    const facts = { ...factsFor(), owner: { subject: 'user-1', name: 'Ada' } };
    const { body } = replyTo(tokenOf(facts), facts);
    expect(JSON.parse(body)).toMatchObject({ data: { signed_in_as: 'Ada' } });
    expect(body).not.toContain('user-1');
  });

  it('has nothing of the request’s state, its challenge or the token in it.', () => {
    const facts = factsFor();
    const token = tokenOf(facts);
    const { body } = replyTo(token, facts);
    for (const secret of ['state', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', token])
      expect(body).not.toContain(secret);
  });
});

describe('Asking for the details of a question', () => {
  it('spends nothing: it can be asked for again, and answered after.', () => {
    const spent: string[] = [];
    const facts: DetailsFacts & Pick<ConsentFacts, 'spend'> = {
      ...factsFor(),
      spend: (id) => {
        spent.push(id);
        return false;
      },
    };
    const token = tokenOf(facts);
    expect(decideDetails(token, facts)).toEqual(decideDetails(token, facts));
    expect(decideDetails(token, facts).kind).toBe('showQuestion');
    expect(spent).toEqual([]);
  });

  it.each<[string, (token: string) => string, Partial<DetailsFacts>, number, string]>([
    ['a token that was changed', (token) => `x${token}`, {}, 400, 'consent_token_invalid'],
    ['no token', () => '', {}, 400, 'consent_token_invalid'],
    [
      'one of a key that is gone',
      (token) => token,
      { consentKeys: consentKeysOf([new Uint8Array(32).fill(2)]) },
      400,
      'consent_token_invalid',
    ],
    [
      'one of another issuer under the same keys',
      (token) => token,
      { policy: definePolicy({ issuer: 'https://other.example', scopes: { read: { name: 'Read' } } }) },
      400,
      'consent_token_invalid',
    ],
    ['one that has expired', (token) => token, { now: 700 }, 400, 'consent_token_expired'],
    ['one of somebody else', (token) => token, { owner: { subject: 'user-2' } }, 403, 'consent_token_of_another'],
    ['one where nobody is signed in', (token) => token, { owner: undefined }, 403, 'consent_token_of_another'],
    ['one of a client that is gone', (token) => token, { client: () => undefined }, 404, 'invalid_request'],
  ])('by %s is an error that a program can tell from the others.', (_what, tokenFrom, more, status, error) => {
    const facts = factsFor();
    expect(errorOf(replyTo(tokenFrom(tokenOf(facts)), { ...facts, ...more }))).toEqual([status, error]);
  });

  it('is good until the last second.', () => {
    const facts = factsFor();
    expect(replyTo(tokenOf(facts), { ...facts, now: 699 }).status).toBe(200);
  });

  it('of a client that may not send people there any more is refused, and tells whose it was for logs.', () => {
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

  it('of a client that may not ask for this any more is the error that the client will hear.', () => {
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
