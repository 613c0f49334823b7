import { defineClient } from '@codegrant/core';
import { matchRedirectUri, redirectTo } from '@codegrant/core/internal';
import { expect, it } from 'vitest';

it('A lone surrogate goes into a redirect as U+FFFD, for which there is UTF-8.', () => {
  const client = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] });
  const redirectUri = matchRedirectUri(client, 'https://app.example/cb');
  expect(redirectUri !== undefined && redirectTo(redirectUri, { state: 'a\uD800b' })).toBe(
    'https://app.example/cb?state=a%EF%BF%BDb',
  );
});
