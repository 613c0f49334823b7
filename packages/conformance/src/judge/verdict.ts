import { type FindingName, findings } from './findings.ts';

/** A finding in one response. */
export interface Finding {
  readonly name: FindingName;
  /** What the server sent. */
  readonly came: string;
}

/** A single finding, as a list. */
export const found = (name: FindingName, came: string): readonly Finding[] => [{ name, came }];

/** The judgement of a response. */
export type Verdict =
  | { readonly kind: 'agrees' }
  | { readonly kind: 'allowed'; readonly findings: readonly Finding[] }
  | { readonly kind: 'violates'; readonly findings: readonly Finding[] };

const isViolation = ({ name }: Finding, strict: boolean): boolean => strict || findings[name].verdict === 'violates';

/** Combines findings into a verdict. `strict` also compares the server with Codegrant's own contract. */
export const verdictOf = (all: readonly Finding[], strict: boolean): Verdict => {
  if (all.length === 0) return { kind: 'agrees' };
  const violations = all.filter((finding) => isViolation(finding, strict));
  return violations.length === 0 ? { kind: 'allowed', findings: all } : { kind: 'violates', findings: violations };
};
