import type { TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import type { Rule } from '../../rules/rule.ts';
import { rulesOf } from '../../rules/rules-of.ts';
import { readAssertionStage } from './read-assertion.ts';
import { readableAssertionStage } from './readable-assertion.ts';
import { sentAssertionStage } from './sent-assertion.ts';
import { assertingClientStage, newAssertionStage, signedAssertionStage } from './verified-assertion.ts';

/** The rules of client assertions. */
export const assertionRules: readonly Rule<TokenRejectionVerdict>[] = /* @__PURE__ */ rulesOf<TokenRejectionVerdict>(
  sentAssertionStage,
  readableAssertionStage,
  readAssertionStage,
  assertingClientStage,
  signedAssertionStage,
  newAssertionStage,
);
