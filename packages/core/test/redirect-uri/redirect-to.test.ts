import { matchRedirectUri, redirectTo } from '@codegrant/core/internal';
import { expect, it } from 'vitest';
import { clientOf } from '../fixtures/client.ts';

it('A redirect has U+FFFD in place of a lone surrogate, which has no UTF-8.', () => {
  const redirectUri = matchRedirectUri(clientOf(), 'https://app.example/cb');
  expect(redirectUri !== undefined && redirectTo(redirectUri, { state: 'a\uD800b' })).toBe(
    'https://app.example/cb?state=a%EF%BF%BDb',
  );
});
