import { decide, type FormInput } from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../fixtures/facts.ts';
import { queryOf } from '../../../fixtures/request.ts';

describe('A request for millions of scopes (R92)', () => {
  const millions = Array.from({ length: 4_000_000 }, (_token, index) => `s${index % 1000}`).join(' ');

  const asking = (scope: string): FormInput => [
    ...new URLSearchParams(queryOf({ scope: undefined })),
    ['scope', scope],
  ];

  it('is rejected like any other with an unknown scope.', () => {
    expect(decide(asking(millions), factsOf())).toMatchObject({ kind: 'reject', rule: { name: 'scope-allowed' } });
  });

  it('is rejected like any other with a malformed scope.', () => {
    expect(decide(asking(`${millions} "`), factsOf())).toMatchObject({
      kind: 'reject',
      rule: { name: 'scope-syntax' },
    });
  });
});
