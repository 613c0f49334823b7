import {
  type ConsentAnswer,
  decide,
  type Decision,
  type HostedSurface,
  type Reply,
  toJsonReply,
  toReply,
} from '@codegrant/core';
import { grantResponseSchema } from '@codegrant/core/schemas';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { clientOf, registryOf } from '../../fixtures/client.ts';
import { allowAll, consentOf, deny, none } from '../../fixtures/consent.ts';
import { factsOf } from '../../fixtures/facts.ts';
import { bodyOf, jsonHeaders } from '../../fixtures/json.ts';
import { queryOf } from '../../fixtures/request.ts';
import { surfaceOf } from '../../fixtures/surface.ts';

const redirectUri = 'https://app.example/cb?tenant=1';
const surface: HostedSurface = { ...surfaceOf(), consentUrl: '/ask' };

const query = queryOf({ redirect_uri: redirectUri, state: 'a b' });
const facts = factsOf({ client: registryOf(clientOf({ redirect_uris: [redirectUri] })), now: 7 });
const signedOut = { ...facts, owner: undefined };

const decideWith = (answer: ConsentAnswer): Decision => decide(query, { ...facts, consent: consentOf(answer) });

const redirectIn = (reply: Reply): unknown => {
  const body = bodyOf(reply);
  expect(v.is(grantResponseSchema, body)).toBe(true);
  return (body as { readonly redirect_uri: unknown }).redirect_uri;
};

describe('The JSON for a consent page hosted by the operator', () => {
  it.each<[string, Decision, RegExp]>([
    [
      'after a code was issued',
      decideWith(allowAll),
      /^https:\/\/app\.example\/cb\?tenant=1&code=AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA&state=a%20b&iss=/,
    ],
    ['after the owner denied', decideWith(deny), /^https:\/\/app\.example\/cb\?tenant=1&error=access_denied&/],
    [
      'for a malformed request',
      decide(`${query}&scope=write`, facts),
      /^https:\/\/app\.example\/cb\?tenant=1&error=invalid_request&/,
    ],
    [
      'if nobody is signed in',
      decide(query, signedOut),
      /^\/sign-in\?return_to=%2Foauth%2Fauthorize%3F.*%26codegrant_sign_in=7$/,
    ],
    ['if there is more to ask', decideWith(none), /^\/ask\?consent_token=[\w-]+\.[\w-]{43}$/],
  ])('has the URL of the redirect %s.', (_what, decision, location) => {
    const reply = toJsonReply(decision, surface);
    expect(reply).toEqual({ status: 200, headers: jsonHeaders, body: expect.any(String) });
    expect(redirectIn(reply)).toMatch(location);
    for (const method of ['GET', 'POST'] as const)
      expect(redirectIn(reply)).toBe(toReply(decision, surface, method).headers['location']);
  });

  it.each<[string, string, number, string]>([
    ['if the client is missing', '', 400, 'invalid_request'],
    [
      'if the redirect URI is not registered',
      queryOf({ redirect_uri: 'https://app.example/cb?tenant=2' }),
      422,
      'invalid_request',
    ],
    ['if sign-in had no effect', `${query}&codegrant_sign_in=7`, 400, 'invalid_request'],
  ])('has an error and no URL %s (R50).', (_what, form, status, error) => {
    const decision = decide(form, signedOut);
    if (decision.kind !== 'refuse') throw new Error(decision.kind);
    const reply = toJsonReply(decision, surface);
    expect(reply).toEqual({ status, headers: jsonHeaders, body: expect.any(String) });
    expect(bodyOf(reply)).toEqual({ error, error_description: decision.rule.message });
  });
});
