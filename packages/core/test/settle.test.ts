import {
  type Consent,
  consentKeysOf,
  decide,
  type Decision,
  defineClient,
  definePolicy,
  entropyOf,
} from '@codegrant/core';
import { describe, expect, it } from 'vitest';

const client = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] });

const decideAfter = (consent: Consent): Decision =>
  decide(
    'response_type=code&client_id=app&redirect_uri=https://app.example/cb&scope=read' +
      '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256',
    {
      policy: definePolicy({ issuer: 'https://login.example', scopes: { read: { name: 'Read' } } }),
      client: () => client,
      owner: { subject: 'user-1' },
      consent: () => consent,
      now: 0,
      entropy: entropyOf(new Uint8Array(32)),
      consentKeys: consentKeysOf([new Uint8Array(32)]),
    },
  );

describe('An owner who allowed all of it before', () => {
  it('and denies it now has denied it (R62).', () => {
    expect(decideAfter({ remembered: ['read'], answer: { kind: 'deny' } })).toMatchObject({
      kind: 'reject',
      rule: { name: 'owner-did-not-deny' },
    });
  });

  it.each(['asAsked' as const, []])(
    'and allows %j now, where nothing was left to ask for, has allowed it.',
    (scope) => {
      expect(decideAfter({ remembered: ['read'], answer: { kind: 'allow', scope } })).toMatchObject({
        kind: 'issue',
        record: { scope: 'read' },
      });
    },
  );
});
