import type { RefusalVerdict } from '../errors/refusal.ts';
import type { Reply } from './reply.ts';
import type { Rule } from '../rules/rule.ts';
import { noStore } from './security-headers.ts';
import type { ErrorResponse } from '../errors/error-response-schema.ts';

const headers: Readonly<Record<string, string>> = {
  ...noStore,
  'content-type': 'application/json',
  'x-content-type-options': 'nosniff',
};

/** An answer in JSON. */
export const jsonReply = (status: number, value: object, more: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { ...headers, ...more },
  body: JSON.stringify(value),
});

/** An error in JSON, in the one shape that all of them have: RFC 6749 §5.2. */
export const errorReply = (
  status: number,
  error: string,
  { message }: Pick<Rule<unknown>, 'message'>,
  more: Readonly<Record<string, string>> = {},
): Reply => {
  const response: ErrorResponse = { error, error_description: message };
  return jsonReply(status, response, more);
};

/** What a JSON answer calls a refusal that has no name of its own: HTTP's status says the rest. */
export const errorOfStatus = (status: RefusalVerdict['status']): 'server_error' | 'invalid_request' =>
  status === 500 ? 'server_error' : 'invalid_request';
