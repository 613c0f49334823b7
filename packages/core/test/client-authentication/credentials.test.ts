import { readParams } from '@codegrant/core';
import { credentialsStage } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

describe('A client that shows no secret', () => {
  it.each([
    ['in the body', 'client_id=app', undefined],
    ['in an Authorization header with an empty one', '', `Basic ${Buffer.from('app:').toString('base64')}`],
  ])('has none that could be right: %s.', (_where, form, authorization) => {
    const params = readParams(form);
    expect(credentialsStage.run({ params, authorization })).toEqual({
      params,
      credentials: { clientId: 'app', method: 'none', secrets: [] },
    });
  });
});
