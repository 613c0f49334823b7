import type { Reply } from '../../http/reply.ts';
import { noStore } from '../../http/security-headers.ts';

/**
 * RFC 7009 §2.2: 200, whether something was revoked or not. Clients ignore the body.
 */
export const revocationReply = (): Reply => ({ status: 200, headers: noStore, body: '' });
