import { jsonReply } from '@codegrant/core';
import { expect, it } from 'vitest';
import { jsonHeaders } from '../fixtures/json.ts';

it('A JSON reply is not cached, is read as JSON alone, and has the headers that are added.', () => {
  expect(jsonReply(201, { a: [1] })).toEqual({ status: 201, headers: jsonHeaders, body: '{"a":[1]}' });
  expect(jsonReply(200, {}, { pragma: 'no-cache' }).headers).toEqual({ ...jsonHeaders, pragma: 'no-cache' });
});
