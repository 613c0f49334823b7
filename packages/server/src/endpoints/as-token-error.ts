import { type Reply, type Rule, tokenRejectionReply } from '@codegrant/core';
import { type RefusalVerdict, rejectHttp } from '@codegrant/core/internal';

/** An error reply of an endpoint that clients call without a browser (RFC 6749 §5.2). */
export const asTokenError = (rule: Rule<RefusalVerdict>): Reply => tokenRejectionReply(rejectHttp(rule));
