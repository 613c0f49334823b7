import type { Rule } from './rule.ts';

/** The rules of some stages, in the order in which they are applied. */
export const rulesOf = <Verdict>(
  ...stages: readonly { readonly rules: readonly Rule<Verdict>[] }[]
): readonly Rule<Verdict>[] => stages.flatMap(({ rules }) => rules);
