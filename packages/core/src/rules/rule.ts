import type { RuleName } from './rule-name.ts';

/** The number of a requirement in docs/requirements.md, for example `R34`. */
export type RequirementNumber = `R${number}`;

/**
 * A rule: its name, the paragraph that it comes from, and what happens to a request that breaks it. What it requires is a sentence in
 * `ruleSentences`.
 *
 * `Verdict` sorts failures by what happens next (a page, an error for the client), not by what went wrong.
 */
export interface Rule<Verdict> {
  /** The rule's name in reports and explanations. */
  readonly name: RuleName;
  /** The requirements that this rule enforces. */
  readonly requirements: readonly [RequirementNumber, ...RequirementNumber[]];
  /** The paragraph that the rule comes from, for example `RFC 6749 §3.1.2.3`. */
  readonly source: string;
  /**
   * The message for a request that breaks the rule: what is wrong, and what to send instead. It is a constant, so no
   * input reaches a page or a header through it. It uses the characters of RFC 6749 §4.1.2.1: no quotation mark, no
   * backslash.
   */
  readonly message: string;
  /** What happens to a request that breaks the rule. */
  readonly verdict: Verdict;
}
