import type { ruleSentences } from './rule-sentences.ts';

/** The name of a rule, in kebab-case. A switch over names does not compile with one that no rule has. */
export type RuleName = keyof typeof ruleSentences;
