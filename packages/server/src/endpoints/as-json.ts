import type { Reply, Rule } from '@codegrant/core';
import { refusalJsonReply, type RefusalVerdict, refuse } from '@codegrant/core/internal';

/** Makes an error reply in JSON. */
export const asJson = (rule: Rule<RefusalVerdict>): Reply => refusalJsonReply(refuse(rule));
