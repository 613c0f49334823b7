import type { Reply } from '@codegrant/core';
import { expect } from 'vitest';
import type { WireResponse } from '../wire/send.ts';

/** Expects core's reply. The platform may add headers. */
export const expectReply = (response: WireResponse, reply: Reply): void => {
  expect(response.status).toBe(reply.status);
  expect(response.headers).toMatchObject(reply.headers);
  expect(response.body).toBe(reply.body);
};
