import { type ClientMetadata, explain, formatExplanation } from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../../../fixtures/client.ts';
import { factsOf } from '../../../fixtures/facts.ts';
import { policyOf } from '../../../fixtures/policy.ts';
import { queryOf } from '../../../fixtures/request.ts';

const adviceOn = (changes: Parameters<typeof queryOf>[0], metadata: Partial<ClientMetadata> = {}): string | undefined =>
  explain(queryOf(changes), factsOf({ client: () => clientOf(metadata) })).advice;

const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined };

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
    // Programs that parse a URL and print it again add this slash.
    [
      'http://127.0.0.1:33418',
      'http://127.0.0.1:33418/',
      'the path: "/" was sent, nothing is registered (only the slash after the host differs: register both)',
    ],
    [
      'https://app.example/',
      'https://app.example',
      'the path: nothing was sent, "/" is registered (only the slash after the host differs: register both)',
    ],
    // On loopback, any port is accepted, so the port is not the reason.
    [
      'http://127.0.0.1:33418',
      'http://127.0.0.1:51234/',
      'the path: "/" was sent, nothing is registered (only the slash after the host differs: register both)',
    ],
    [
      'https://app.example/cb',
      'https://app.example:444/other',
      'the port: "444" was sent, nothing is registered; in the path: "/other" was sent, "/cb" is registered',
    ],
  ])(
    'names the components in which it differs: %s is registered, %s was sent.',
    (registered, requested, differences) => {
      expect(adviceOn({ redirect_uri: requested }, { redirect_uris: [registered] })).toBe(
        `redirect_uri "${requested}" is not registered for this client. The nearest registered redirect URI is ${registered}. ` +
          `The two redirect URIs differ in ${differences}. Send the registered redirect URI exactly, or register the redirect URI that was sent.`,
      );
    },
  );
});

describe('Advice', () => {
  it('names every parameter that was repeated.', () => {
    expect(explain(`${queryOf()}&scope=read&code_challenge=x`, factsOf()).advice).toBe(
      'scope, code_challenge was sent more than once. Send each parameter once: build the query with URLSearchParams.set, not append.',
    );
  });

  it('names a parameter of authorizationParameters that was repeated or is not UTF-8.', () => {
    const facts = factsOf({ policy: policyOf({ authorizationParameters: ['organization', 'nonce'] }) });
    expect(explain(`${queryOf()}&organization=a&organization=b&nonce=1&nonce=2`, facts).advice).toMatch(
      /^nonce, organization was sent more than once\. /,
    );
    expect(explain(`${queryOf()}&organization=%ZZ`, facts).advice).toMatch(
      /^organization is not percent-encoded UTF-8\. /,
    );
  });

  it('names only the scope that does not exist, if the client may ask for every scope.', () => {
    expect(adviceOn({ scope: 'read admin' })).toBe(
      'The scope "admin" does not exist: remove it from the request. The policy has these scopes: read, write. Request only the scopes that you need.',
    );
  });

  it('names what the registration and the policy disagree about, and both places.', () => {
    expect(adviceOn({ scope: 'read admin' }, { scope: 'read admin' })).toMatch(
      /^scope admin is registered for the client but not declared in policy\.scopes: declare it there, or remove it from scope of the client\. A scope is registered/,
    );
    expect(adviceOn({ scope: 'read' }, { required_scope: 'admin' })).toMatch(
      /^required_scope admin is registered for the client but not declared in policy\.scopes: declare it there, or remove it from required_scope of the client\. /,
    );
    expect(adviceOn({ code_challenge_method: 'plain' }, { code_challenge_methods: ['plain'] })).toMatch(
      /^code_challenge_method plain is registered for the client but not allowed by the policy: set policy\.plainCodeChallenge, or remove it from code_challenge_methods of the client\. /,
    );
  });

  it('names the scopes that do not exist, if no scope is left to ask for.', () => {
    const policy = policyOf({ unknownScope: 'ignore' });
    const has = 'remove it from the request. The policy has these scopes: read, write.';
    expect(explain(queryOf({ scope: 'openid admin' }), factsOf({ policy })).advice).toBe(
      `The scope "openid" does not exist: ${has} The scope "admin" does not exist: ${has} ` +
        'The request contains no other scope, and there is no default scope for this client. Request only the scopes that you need.',
    );
  });

  it('does not blame the scopes that are ignored.', () => {
    const facts = factsOf({ policy: policyOf({ unknownScope: 'ignore' }), client: () => clientOf({ scope: 'read' }) });
    expect(explain(queryOf({ scope: 'openid write' }), facts).advice).toBe(
      'The client may not request the scope "write": remove it from the request, or add it to the scope of the client\'s registration. ' +
        'Request only the scopes that you need.',
    );
  });

  it('on a missing scope says that there is no default scope.', () => {
    expect(adviceOn({ scope: undefined })).toBe(
      'scope is missing or names no known scope, and there is no default scope for this client. Send the scope that the client needs.',
    );
  });

  it('names the response mode.', () => {
    expect(explain(`${queryOf()}&response_mode=form_post`, factsOf()).advice).toBe(
      'response_mode is "form_post". Every response is in the query of the redirect URI: send response_mode=query, or omit it.',
    );
  });

  it('names every challenge method that the client may use.', () => {
    expect(adviceOn({ code_challenge_method: 's256' }, { code_challenge_methods: ['S256', 'plain'] })).toBe(
      'code_challenge_method is "s256". This client may use S256 or plain. Send code_challenge_method=S256 or plain with a matching code_challenge.',
    );
  });

  it.each([`${'a'.repeat(64)}g`, `g${'a'.repeat(64)}`])(
    'calls a challenge hexadecimal only if it is a whole SHA-256 digest in hexadecimal: not %s.',
    (challenge) => {
      expect(adviceOn({ code_challenge: challenge })).toMatch(/^code_challenge has 65 characters\. /);
    },
  );

  it.each<[string, Parameters<typeof queryOf>[0], RegExp]>([
    [
      'redirect URI',
      { redirect_uri: 'https://app.example/x' },
      /^redirect_uri "https:\/\/app\.example\/x" is not registered for this client\.\s+Send the registered redirect URI exactly, or register the redirect URI that was sent\.$/,
    ],
    [
      'scope',
      { scope: 'read admin' },
      /^The scope "admin" does not exist: remove it from the request\. The policy has these scopes: read, write\. Request/,
    ],
    [
      'missing challenge',
      withoutPkce,
      /^code_challenge is missing\. The policy requires PKCE of every client, except confidential/,
    ],
    [
      'challenge method',
      { code_challenge_method: 'x' },
      /^code_challenge_method is "x"\. This client may use S256\. Send/,
    ],
  ])('on a %s is given even if the client is gone after the decision.', (_what, changes, says) => {
    const answers = [clientOf()];
    expect(explain(queryOf(changes), factsOf({ client: () => answers.pop() })).advice).toMatch(says);
  });

  it('looks up no client if the request names none.', () => {
    const asked: string[] = [];
    const client = (clientId: string): undefined => void asked.push(clientId);
    expect(explain(queryOf({ client_id: undefined }), factsOf({ client })).advice).toMatch(/^client_id is missing\./);
    expect(asked).toEqual([]);
  });

  it('is left out of the formatted text if the explanation has none.', () => {
    const explanation = explain('', factsOf());
    expect(formatExplanation(explanation)).toMatch(/^✗ client-id-present.*\n {2}→ client_id is missing/m);
    const text = formatExplanation({ ...explanation, advice: undefined });
    expect(text).not.toContain('→');
    expect(text.split('\n')).toHaveLength(explanation.rules.length);
  });
});
