import type { RuleName } from './rule-name.ts';

/** The number of a requirement in docs/requirements.md, as in `R34`. */
export type RequirementNumber = `R${number}`;

/**
 * One rule of the law: what must hold, where that is written, and what may be done about a request that breaks it.
 *
 * `Verdict` sorts failures by what may be done about them (show a page, tell the client), not by what went wrong.
 */
export interface Rule<Verdict> {
  /** The rule's name in reports and explanations. */
  readonly name: RuleName;
  /** The requirements that this rule enforces. */
  readonly requirements: readonly [RequirementNumber, ...RequirementNumber[]];
  /** The paragraph that the rule comes from, as in `RFC 6749 §3.1.2.3`. */
  readonly source: string;
  /** What holds when the rule is kept, as a sentence. */
  readonly says: string;
  /**
   * What whoever broke it is told: what is wrong and what to send instead. A constant, so that no input can reach a
   * page or a header by way of it, in the characters of RFC 6749 §4.1.2.1: no quotation mark, no backslash.
   */
  readonly message: string;
  /** What may be done about a request that breaks the rule. */
  readonly verdict: Verdict;
}
