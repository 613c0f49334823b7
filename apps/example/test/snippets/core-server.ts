import { createServer } from 'node:http';
import {
  type CodeRecord,
  consentKeysOf,
  decide,
  defaultPages,
  defineClient,
  definePolicy,
  entropyPool,
  toReply,
} from '@codegrant/core';

const policy = definePolicy({
  issuer: 'http://localhost:3000',
  scopes: { read: { name: 'Read your messages' } },
  defaultScope: ['read'],
  rememberConsent: 'everyClient', // Our own apps: users agreed when they signed up.
});
const cli = defineClient({ client_id: 'cli', redirect_uris: ['http://127.0.0.1/callback'] });
const codes = new Map<string, CodeRecord>();
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const drawEntropy = entropyPool(random);
const consentKeys = consentKeysOf([random(32)]);
const surface = { policy, authorizePath: '/authorize', consentPath: '/consent', signInUrl: '/in', pages: defaultPages };

createServer((request, response) => {
  const decision = decide(request.url?.replace(/^[^?]*\??/, '') ?? '', {
    policy,
    client: (clientId) => (clientId === 'cli' ? cli : undefined),
    owner: request.headers.cookie === undefined ? undefined : { subject: 'user-1' },
    consent: () => ({ remembered: ['read'], answer: { kind: 'none' } }),
    now: Math.floor(Date.now() / 1000),
    entropy: drawEntropy(),
    consentKeys,
  });
  if (decision.kind === 'issue') codes.set(decision.record.codeHash, decision.record);
  const { status, headers, body } = toReply(decision, surface, 'GET');
  response.writeHead(status, headers).end(body);
}).listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
