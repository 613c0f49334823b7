import type { FormInput } from '@codegrant/core';
import { Broken, consentFormStage } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

/** What the form says, or the name of the rule that it breaks. */
const read = (form: FormInput): unknown => {
  const given = consentFormStage.run(form);
  return given instanceof Broken ? given.rule.name : given;
};

describe('The form of the consent page', () => {
  it.each<[string, unknown]>([
    ['consent_token=t&decision=allow', { kind: 'allow', scope: 'asAsked' }],
    ['consent_token=t&decision=deny', { kind: 'deny' }],
    ['consent_token=t&decision=deny&scope=read', { kind: 'deny' }],
    ['consent_token=t&decision=allow&scope=read', { kind: 'allow', scope: ['read'] }],
    ['consent_token=t&decision=allow&scope=&scope=read&scope=write', { kind: 'allow', scope: ['', 'read', 'write'] }],
    ['consent_token=t&decision=allow&scope=', { kind: 'allow', scope: [''] }],
    ['consent_token=t&decision=allow&scope=read+write', { kind: 'allow', scope: ['read', 'write'] }],
  ])('is read: %s.', (form, answer) => {
    expect(read(form)).toEqual({ consentToken: 't', answer, scopeNotAsked: 'ignored' });
  });

  it('is read from pairs.', () => {
    const form = [
      ['consent_token', 't'],
      ['decision', 'allow'],
      ['scope', 'read'],
      ['scope', 'write'],
      ['other', 'x'],
    ] as const;
    expect(read(form)).toEqual({
      consentToken: 't',
      answer: { kind: 'allow', scope: ['read', 'write'] },
      scopeNotAsked: 'ignored',
    });
  });

  it.each([
    ['', 'consent-token-present'],
    ['consent_token=&decision=allow', 'consent-token-present'],
    ['consent_token=a&consent_token=b&decision=allow', 'consent-token-present'],
    ['consent_token=t', 'consent-decision-known'],
    ['consent_token=t&decision=', 'consent-decision-known'],
    ['consent_token=t&decision=Allow', 'consent-decision-known'],
    ['consent_token=t&decision=allow&decision=deny', 'consent-decision-known'],
  ])('%j breaks %s.', (form, rule) => {
    expect(read(form)).toBe(rule);
  });

  it.each([
    'scope[]=read',
    'scope[0]=read',
    'scope%5B%5D=read',
    'scope[]',
    'scope[',
    'scope[read]=on',
    'scope=read&scope[]=write',
    'scope=%FF',
    'scope=%ZZ',
    'scope=&scope=%FF',
    'scope=\uD800',
    'scopes=x',
    'scopes[]=x',
    'Scope[]=x',
    'Scope=read',
    'scope.x=read',
    'scope%5B%5D=read',
  ])('allows nothing with the unreadable choice %j (R22, R96).', (choice) => {
    expect(read(`consent_token=t&decision=allow&${choice}`)).toBe('consent-scope-readable');
    expect(read(`${choice}&decision=allow&consent_token=t`)).toBe('consent-scope-readable');
    expect(read(`consent_token=t&decision=deny&${choice}`)).toBe('consent-scope-readable');
  });

  it('allows nothing with an unreadable choice in pairs.', () => {
    const pairs = [
      ['consent_token', 't'],
      ['decision', 'allow'],
    ] as const;
    for (const choice of [['scope[]', ''] as const, ['scope[0]', 'read'] as const, ['scope', '\uD800'] as const])
      expect(read([...pairs, choice])).toBe('consent-scope-readable');
  });

  it.each(['scoped=x', 'xscope=x', 'xscope[]=x', '[scope]=x', 'other=%FF', '%FF=x', 'a[]=b'])(
    'is read with the unknown parameter %j, which is ignored.',
    (more) => {
      expect(read(`consent_token=t&decision=allow&${more}`)).toEqual({
        consentToken: 't',
        answer: { kind: 'allow', scope: 'asAsked' },
        scopeNotAsked: 'ignored',
      });
    },
  );
});
