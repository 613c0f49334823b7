import { readParams } from '@codegrant/core';
import { credentialsStage } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

describe('A client without a secret', () => {
  it.each([
    ['with its client_id in the body', 'client_id=app', undefined],
    ['with an empty secret in the Authorization header', '', `Basic ${Buffer.from('app:').toString('base64')}`],
  ])('uses the method none: %s.', (_where, form, authorization) => {
    const params = readParams(form);
    expect(credentialsStage.run({ params, authorization })).toEqual({
      params,
      credentials: { clientId: 'app', method: 'none', secrets: [] },
    });
  });
});
