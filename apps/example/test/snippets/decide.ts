import { consentKeysOf, decide, defineClient, definePolicy, entropyOf } from '@codegrant/core';

const client = defineClient({ client_id: 'cli', redirect_uris: ['http://127.0.0.1/callback'] });

const decision = decide('response_type=code&client_id=cli&redirect_uri=http://127.0.0.1:8912/callback&state=xyz', {
  policy: definePolicy({
    issuer: 'https://login.example',
    scopes: { read: { name: 'Read your messages' } },
    defaultScope: ['read'],
  }),
  client: (clientId) => (clientId === 'cli' ? client : undefined),
  owner: { subject: 'user-1' },
  consent: () => ({ remembered: [], answer: { kind: 'none' } }),
  now: 1_700_000_000,
  entropy: entropyOf(crypto.getRandomValues(new Uint8Array(32))),
  consentKeys: consentKeysOf([crypto.getRandomValues(new Uint8Array(32))]),
});

if (decision.kind === 'reject') console.log(decision.rule.name, '-', decision.rule.message);
