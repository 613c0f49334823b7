import { errorOfStatus, grantRequestStage, refusalJsonReply, refuse } from '@codegrant/core/internal';
import { expect, it } from 'vitest';
import { bodyOf } from '../fixtures/json.ts';
import { firstRuleOf } from '../fixtures/stage.ts';

it.each([
  [400, 'invalid_request'],
  [403, 'invalid_request'],
  [404, 'invalid_request'],
  [405, 'invalid_request'],
  [413, 'invalid_request'],
  [414, 'invalid_request'],
  [415, 'invalid_request'],
  [422, 'invalid_request'],
  [500, 'server_error'],
  [503, 'temporarily_unavailable'],
] as const)('A refusal with the status %i and no error of its own has the error %s.', (status, error) => {
  expect(errorOfStatus(status)).toBe(error);
  const rule = { ...firstRuleOf(grantRequestStage), verdict: { status } };
  expect(bodyOf(refusalJsonReply(refuse(rule)))).toMatchObject({ error });
});
