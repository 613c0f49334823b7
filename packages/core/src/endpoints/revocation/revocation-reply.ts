import { jsonReply } from '../../http/json-reply.ts';
import type { Reply } from '../../http/reply.ts';

/**
 * RFC 7009 §2.2: 200, whether something was revoked or not. A client of the standard ignores the body. Some libraries read every response of
 * a server as JSON, so the body is an empty object.
 */
export const revocationReply = (): Reply => jsonReply(200, {});
