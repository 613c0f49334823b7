import { errorResponseSchema } from '@codegrant/core/schemas';
import * as v from 'valibot';
import { expect, it } from 'vitest';

it('An error response has an error and an error_description in the characters of RFC 6749, and nothing else.', () => {
  expect(v.is(errorResponseSchema, { error: 'x', error_description: 'y' })).toBe(true);
  for (const value of [
    {},
    { error: 'x' },
    { error: 'x', error_description: '' },
    { error: 'x', error_description: '"' },
    { error: 'x\n', error_description: 'y' },
    { error: 'x', error_description: 'y', error_uri: 'https://login.example' },
  ])
    expect(v.is(errorResponseSchema, value)).toBe(false);
});
