import { jsonReply } from '../http/json-reply.ts';
import type { Reply } from '../http/reply.ts';
import type { Rule } from '../rules/rule.ts';
import type { ErrorResponse } from './error-response-schema.ts';
import type { RefusalVerdict } from './refusal.ts';

/** A JSON error, in the shape of RFC 6749 §5.2. */
export const errorReply = (
  status: number,
  error: string,
  { message }: Pick<Rule<unknown>, 'message'>,
  more: Readonly<Record<string, string>> = {},
): Reply => {
  const response: ErrorResponse = { error, error_description: message };
  return jsonReply(status, response, more);
};

/**
 * The error code of a refusal that has none of its own. RFC 6749 §4.1.2.1: `server_error` stands for the status 500, and
 * `temporarily_unavailable` for 503. A caller that reached a limit can try again later too (429).
 */
export const errorOfStatus = (
  status: RefusalVerdict['status'],
): 'server_error' | 'temporarily_unavailable' | 'invalid_request' => {
  switch (status) {
    case 500:
      return 'server_error';
    case 429:
    case 503:
      return 'temporarily_unavailable';
    default:
      return 'invalid_request';
  }
};
