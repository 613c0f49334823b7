import { Broken, grantRequestStage } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

/** The answer, or the name and status of the rule that was broken. */
const read = (value: unknown): unknown => {
  const given = grantRequestStage.run({ value });
  return given instanceof Broken ? [given.rule.name, given.rule.verdict.status] : given;
};

describe('The JSON of a consent answer', () => {
  it.each<[object, unknown]>([
    [{ allowed: true }, { kind: 'allow', scope: 'asAsked' }],
    [{ allowed: false }, { kind: 'deny' }],
    [{ allowed: false, scope: 'read' }, { kind: 'deny' }],
    [
      { allowed: true, scope: 'read' },
      { kind: 'allow', scope: ['read'] },
    ],
    [
      { allowed: true, scope: 'read write' },
      { kind: 'allow', scope: ['read', 'write'] },
    ],
    [
      { allowed: true, scope: 'read read' },
      { kind: 'allow', scope: ['read'] },
    ],
    [
      { allowed: true, scope: '' },
      { kind: 'allow', scope: [''] },
    ],
    [
      { allowed: true, scope: undefined },
      { kind: 'allow', scope: 'asAsked' },
    ],
  ])('is read: %j.', (body, answer) => {
    expect(read({ consent_token: 't', ...body })).toEqual({ consentToken: 't', answer, scopeNotAsked: 'refused' });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a string', '{"allowed":true,"consent_token":"t"}'],
    ['a number', 7],
    ['an empty object', {}],
    ['an empty list', []],
    ['a list with an answer in it', [{ allowed: true, consent_token: 't' }]],
    ['no consent_token', { allowed: true }],
    ['an empty consent_token', { allowed: true, consent_token: '' }],
    ['a consent_token that is no string', { allowed: true, consent_token: 7 }],
    ['two consent_tokens', { allowed: true, consent_token: ['t', 't'] }],
    ['no allowed', { consent_token: 't' }],
    ['the decision of the form', { decision: 'allow', consent_token: 't' }],
    ['allowed as a string', { allowed: 'true', consent_token: 't' }],
    ['allowed as a number', { allowed: 1, consent_token: 't' }],
    ['allowed as null', { allowed: null, consent_token: 't' }],
    ['a scope that is null', { allowed: true, consent_token: 't', scope: null }],
    ['a scope that is a list', { allowed: true, consent_token: 't', scope: ['read'] }],
    ['a scope with two spaces', { allowed: true, consent_token: 't', scope: 'read  write' }],
    ['a scope with a space at its end', { allowed: true, consent_token: 't', scope: 'read ' }],
    ['a scope of a space', { allowed: true, consent_token: 't', scope: ' ' }],
    ['a scope with a quote', { allowed: true, consent_token: 't', scope: '"read"' }],
    ['a scope with a newline at its end', { allowed: true, consent_token: 't', scope: 'read\n' }],
    ['a misspelt scope', { allowed: true, consent_token: 't', scopes: 'read' }],
    ['a scope in capitals', { allowed: true, consent_token: 't', SCOPE: 'read' }],
    ['a scope and a misspelt one', { allowed: true, consent_token: 't', scope: 'read', scopes: 'read' }],
    ['unknown members', { allowed: true, consent_token: 't', other: 7, decision: 'deny' }],
    ['an unknown member in a denial', { allowed: false, consent_token: 't', reason: 'no' }],
    ['a malformed scope in a denial', { allowed: false, consent_token: 't', scope: 7 }],
  ])('is refused with %s.', (_what, body) => {
    expect(read(body)).toEqual(['grant-request-members', 400]);
  });

  it('can be of any size.', () => {
    const scope = 'a '.repeat(4_000_000);
    expect(read({ allowed: true, consent_token: 't', scope })).toEqual(['grant-request-members', 400]);
    expect(read({ allowed: true, consent_token: 't', scope: `${scope}a` })).toMatchObject({ consentToken: 't' });
  });

  it('takes nothing from a __proto__ member.', () => {
    expect(read(JSON.parse('{"__proto__":{"allowed":true},"consent_token":"t"}'))).toEqual([
      'grant-request-members',
      400,
    ]);
  });
});
