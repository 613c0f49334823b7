import {
  type Client,
  type ClientMetadata,
  consentKeysOf,
  defineClient,
  definePolicy,
  entropyOf,
  explain,
  type Facts,
  formatExplanation,
} from '@codegrant/core';
import { describe, expect, it } from 'vitest';

const facts: Facts = {
  policy: definePolicy({
    issuer: 'https://login.example',
    scopes: { read: { name: 'Read' }, write: { name: 'Write' } },
    defaultScope: ['read'],
  }),
  client: () => undefined,
  owner: undefined,
  consent: () => ({ remembered: [], answer: { kind: 'none' } }),
  now: 0,
  entropy: entropyOf(new Uint8Array(32).fill(1)),
  consentKeys: consentKeysOf([new Uint8Array(32).fill(1)]),
};

const right = {
  response_type: 'code',
  client_id: 'app',
  redirect_uri: 'https://app.example/cb',
  scope: 'read',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};

type Change = Readonly<Partial<Record<keyof typeof right, string>>>;

const formOf = (change: Change): string => new URLSearchParams({ ...right, ...change }).toString();

const appWith = (metadata: Partial<ClientMetadata>): Client =>
  defineClient({ client_id: 'app', redirect_uris: [right.redirect_uri], ...metadata });

const adviceOn = (change: Change, metadata: Partial<ClientMetadata> = {}): string | undefined =>
  explain(formOf(change), { ...facts, client: () => appWith(metadata) }).advice;

const withoutPkce = formOf({ code_challenge: '', code_challenge_method: '' });

describe('Advice on a redirect URI', () => {
  it.each<[registered: string, requested: string, differences: string]>([
    ['http://127.0.0.1/cb', 'http://127.0.0.1:0/cb', 'the port: "0" was sent, nothing is registered'],
    [
      'https://app.example/cb?https',
      'https://app.example/cb?http',
      'the query: "http" was sent, "https" is registered',
    ],
    ['https://app.example/cb', 'ftp://app.example/cb', 'the scheme: "ftp" was sent, "https" is registered'],
    ['app.example://host/cb', 'http://host/cb', 'the scheme: "http" was sent, "app.example" is registered'],
    [
      'https://app.example/cb/',
      'https://app.example/cb',
      'the path: "/cb" was sent, "/cb/" is registered (the final slash differs)',
    ],
    [
      'https://app.example/cb',
      'https://app.example:444/other',
      'the port: "444" was sent, nothing is registered; in the path: "/other" was sent, "/cb" is registered',
    ],
  ])('tells that %s is not %s, and why only where that is sure.', (registered, requested, differences) => {
    expect(adviceOn({ redirect_uri: requested }, { redirect_uris: [registered] })).toBe(
      `redirect_uri "${requested}" is not registered for this client. The nearest registered one is ${registered}. ` +
        `They differ in ${differences}. Send it exactly as registered, or register it as sent.`,
    );
  });
});

describe('Advice', () => {
  it('names every parameter that was repeated.', () => {
    expect(explain(`${formOf({})}&scope=read&code_challenge=x`, { ...facts, client: () => appWith({}) }).advice).toBe(
      'scope, code_challenge was sent more than once. Send each parameter once: build the query with URLSearchParams.set, not append.',
    );
  });

  it('finds fault only with the scope that does not exist where the client may ask for every scope.', () => {
    expect(adviceOn({ scope: 'read admin' })).toBe(
      'The scope "admin" does not exist. The policy has read, write. Request only the scopes that you need.',
    );
  });

  it('names every challenge method that the client may use.', () => {
    expect(adviceOn({ code_challenge_method: 's256' }, { code_challenge_methods: ['S256', 'plain'] })).toBe(
      'code_challenge_method is "s256". This client may use S256 or plain. Send code_challenge_method=S256 or plain with a matching challenge, ' +
        "or list the method in the client's code_challenge_methods.",
    );
  });

  it.each([`${'a'.repeat(64)}g`, `g${'a'.repeat(64)}`])(
    'takes for hexadecimal only what is a whole SHA-256 digest in it: not %s.',
    (challenge) => {
      expect(adviceOn({ code_challenge: challenge })).toMatch(/^code_challenge has 65 characters\. /);
    },
  );

  it.each<[string, string, RegExp]>([
    [
      'redirect URI',
      formOf({ redirect_uri: 'https://app.example/x' }),
      /^redirect_uri "https:\/\/app\.example\/x" is not registered for this client\.\s+Send it exactly as registered, or register it as sent\.$/,
    ],
    ['scope', formOf({ scope: 'read admin' }), /^The scope "admin" does not exist\. The policy has read, write\. Request only/],
    ['PKCE', withoutPkce, /^code_challenge is missing, and PKCE is required: every client must use it, except confidential/],
    [
      'challenge method',
      formOf({ code_challenge_method: 'x' }),
      /^code_challenge_method is "x"\. This client may use S256:/,
    ],
  ])('on a %s is given, too, where the registry loses the client between decision and advice.', (_what, form, says) => {
    const answers = [appWith({})];
    expect(explain(form, { ...facts, client: () => answers.pop() }).advice).toMatch(says);
  });

  it('looks up no client where the request names none.', () => {
    const asked: string[] = [];
    const client = (clientId: string): undefined => void asked.push(clientId);
    expect(explain(formOf({ client_id: '' }), { ...facts, client }).advice).toMatch(/^client_id is missing\./);
    expect(asked).toEqual([]);
  });

  it('has no line of its own in an explanation that it was taken out of.', () => {
    const explanation = explain('', facts);
    expect(formatExplanation(explanation)).toMatch(/^✗ client-id-present.*\n {2}→ client_id is missing/m);
    const text = formatExplanation({ ...explanation, advice: undefined });
    expect(text).not.toContain('→');
    expect(text.split('\n')).toHaveLength(explanation.rules.length);
  });
});
