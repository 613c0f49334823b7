import { consentsTo, isResourceUri, matchRedirectUri } from '@codegrant/core/internal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../../../fixtures/client.ts';
import { policyOf } from '../../../fixtures/policy.ts';

const policy = policyOf();

/** A client that is trusted, or one that registered itself, and the resources that it asks for. */
const asking = (
  resources: readonly string[],
  origin: 'registered' | 'self' = 'registered',
  redirectUri = 'https://client.example/callback',
) => {
  const client = clientOf({ origin, redirect_uris: [redirectUri] });
  const matched = matchRedirectUri(client, redirectUri);
  if (matched === undefined) throw new Error(`${redirectUri} does not match itself.`);
  return { client, redirectUri: matched, resources };
};

const scopeToken = fc.stringMatching(/^[\x21\x23-\x5B\x5D-\x7E]+$/);
const resource = fc.stringMatching(/^https:\/\/[a-zA-Z0-9\-._~:/?[\]@!$&'()*+,;=]+$/).filter(isResourceUri);
const callback = fc.stringMatching(/^https:\/\/client\.example\/[a-zA-Z0-9:;,@]+$/);

describe('What is remembered of an allowed scope', () => {
  it('is the scope itself without resources, as before there were any (R208).', () => {
    expect(consentsTo('read', asking([]), policy)).toEqual(['read']);
  });

  it('is another string for another scope or another resource, and is a scope token (R204).', () => {
    fc.assert(
      fc.property(scopeToken, resource, scopeToken, resource, (scope, uri, otherScope, otherUri) => {
        const [one = ''] = consentsTo(scope, asking([uri]), policy);
        const [other] = consentsTo(otherScope, asking([otherUri]), policy);
        expect(one === other).toBe(scope === otherScope && uri === otherUri);
        expect(one).toMatch(/^[\x21\x23-\x5B\x5D-\x7E]+$/);
      }),
    );
  });

  it('is another string for another redirect URI of a client that is not trusted, and is a scope token (R300).', () => {
    fc.assert(
      fc.property(scopeToken, callback, scopeToken, callback, (scope, uri, otherScope, otherUri) => {
        const [one = ''] = consentsTo(scope, asking([], 'self', uri), policy);
        const [other] = consentsTo(otherScope, asking([], 'self', otherUri), policy);
        expect(one === other).toBe(scope === otherScope && uri === otherUri);
        expect(one).toMatch(/^[\x21\x23-\x5B\x5D-\x7E]+$/);
        expect(consentsTo(scope, asking([uri]), policy)).not.toContain(one);
      }),
    );
  });
});
