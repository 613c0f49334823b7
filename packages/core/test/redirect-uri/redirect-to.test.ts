import { matchRedirectUri, redirectTo } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../fixtures/client.ts';

it('A redirect has U+FFFD in place of a lone surrogate, which has no UTF-8.', () => {
  const redirectUri = matchRedirectUri(clientOf(), 'https://app.example/cb');
  expect(redirectUri !== undefined && redirectTo(redirectUri, { state: 'a\uD800b' })).toBe(
    'https://app.example/cb?state=a%EF%BF%BDb',
  );
});

describe('A state in an answer', () => {
  const answerTo = (state: string): string => {
    const redirectUri = matchRedirectUri(clientOf(), 'https://app.example/cb');
    return redirectUri === undefined ? '' : redirectTo(redirectUri, { state });
  };

  it('is form-encoded (R56).', () => {
    expect(answerTo('/a?b')).toBe('https://app.example/cb?state=%2Fa%3Fb');
    expect(answerTo('/'.repeat(2730))).toBe(`https://app.example/cb?state=${'%2F'.repeat(2730)}`);
  });

  it('keeps the characters that a query may contain if it would become too long, with the same value (R57).', () => {
    const state = `${'/'.repeat(2731)}&a=b+c d`;
    const answer = answerTo(state);
    expect(answer).toBe(`https://app.example/cb?state=${'/'.repeat(2731)}%26a=b%2Bc%20d`);
    expect(new URL(answer).searchParams.get('state')).toBe(state);
  });
});
