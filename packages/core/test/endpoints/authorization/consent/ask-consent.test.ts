import { type ConsentQuestion, decide } from '@codegrant/core';
import { verifyConsentToken } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { consentKeys } from '../../../fixtures/bytes.ts';
import { consentOf, none } from '../../../fixtures/consent.ts';
import { consentRequestOf } from '../../../fixtures/decision.ts';
import { factsOf } from '../../../fixtures/facts.ts';
import { policyOf } from '../../../fixtures/policy.ts';
import { queryOf } from '../../../fixtures/request.ts';

const query = queryOf({ scope: 'read write' });
const policy = policyOf({ scopes: { read: { name: 'Read', description: 'All.' }, write: { name: 'Write' } } });

const consentRequestAfter = (remembered: readonly string[]): ConsentQuestion =>
  consentRequestOf(decide(query, factsOf({ policy, consent: consentOf(none, remembered), now: 100 })));

const read = { id: 'read', name: 'Read', description: 'All.', required: false };
const write = { id: 'write', name: 'Write', description: undefined, required: false };

describe('A consent request', () => {
  it('asks for the scopes that were not allowed before.', () => {
    expect(consentRequestAfter([]).scopes).toEqual([read, write]);
    expect(consentRequestAfter(['read']).scopes).toEqual([write]);
  });

  it('has a token with the request, the subject, the issuer, the asked scope and the expiry time.', () => {
    const { consentToken } = consentRequestAfter([]);
    expect(verifyConsentToken(consentToken, consentKeys, 100)).toEqual({
      kind: 'valid',
      content: {
        id: 'AQIDBAUGBwgJCgsMDQ4PEA',
        query,
        subject: 'user-1',
        issuer: 'https://login.example',
        askedScope: ['read', 'write'],
        askedResources: [],
        expiresAt: 700,
      },
    });
    expect(verifyConsentToken(consentToken, consentKeys, 700)).toMatchObject({ kind: 'expired' });
  });

  it('has a token without the scopes that were allowed before.', () => {
    const { consentToken } = consentRequestAfter(['read']);
    expect(verifyConsentToken(consentToken, consentKeys, 100)).toMatchObject({ content: { askedScope: ['write'] } });
  });
});
