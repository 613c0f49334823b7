import { type Client, decide, decideRedemption, defineClient, readClient } from '@codegrant/core';
import { isClient, valueOf } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { metadata } from '../fixtures/client.ts';
import { factsOf } from '../fixtures/facts.ts';
import { queryOf } from '../fixtures/request.ts';

const client = defineClient({ ...metadata, scope: 'read' });

/** What an operator could take for a client. The types say otherwise, but a spread keeps the type. */
const notClients: readonly (readonly [what: string, value: unknown])[] = [
  ['a copy', { ...client }],
  ['a copy with other redirect URIs', { ...client, redirect_uris: ['https://evil.example'] }],
  ['what JSON gives back', JSON.parse(JSON.stringify(client))],
  ['a structured clone', structuredClone(client)],
  ['an object that inherits from one', Object.create(client)],
  ['a proxy of one', new Proxy(client, {})],
  ['a registration', metadata],
  ['the result of readClient', readClient(metadata)],
  ['a string', 'app'],
  ['true', true],
  ['null', null],
  ['undefined', undefined],
];

describe('A client', () => {
  it('is what defineClient and readClient return, and that object alone.', () => {
    expect(isClient(client)).toBe(true);
    expect(isClient(valueOf('client', readClient(metadata)))).toBe(true);
  });

  it.each(notClients)('is not %s.', (_what, value) => {
    expect(isClient(value)).toBe(false);
  });

  it('stays as it was validated.', () => {
    const lists = [client.redirect_uris, client.scope, client.grant_types, client.client_secret_hashes];
    for (const object of [client, ...lists]) expect(Object.isFrozen(object)).toBe(true);
    expect(() => Object.assign(client, { redirect_uris: ['https://evil.example'] })).toThrow(TypeError);
    expect(() => Object.assign(client.redirect_uris, ['https://evil.example'])).toThrow(TypeError);
  });

  it('leaves the registration that it was made from as it was.', () => {
    const given = { ...metadata, redirect_uris: ['https://app.example/cb'], code_challenge_methods: ['S256' as const] };
    defineClient(given);
    for (const value of Object.values(given)) expect(typeof value === 'string' || !Object.isFrozen(value)).toBe(true);
  });
});

describe('Core takes no other object for a registered client:', () => {
  const texts = { ...client, redirect_uris: 'https://login.company.com/cb' };
  const forged = [...notClients, ['a copy whose redirect_uris is a string', texts] as const];

  it.each(forged)('%s gets no code and no redirect (R3, R34).', (_what, value) => {
    const asked = queryOf({ redirect_uri: 'https://login.co' });
    const decision = decide(asked, factsOf({ client: () => value as Client }));
    expect(decision).toMatchObject({ kind: 'refuse', rule: { name: 'client-registered' } });
  });

  it.each(forged)('%s gets no token (R130).', (_what, value) => {
    const form = 'grant_type=authorization_code&code=x&client_id=app&redirect_uri=x';
    const { policy, consentKeys, entropy } = factsOf();
    const facts = { policy, consentKeys, entropy, client: () => value as Client, take: () => undefined, now: 0 };
    expect(decideRedemption({ form, authorization: undefined }, facts)).toMatchObject({
      rule: { name: 'token-client-registered' },
    });
  });
});
