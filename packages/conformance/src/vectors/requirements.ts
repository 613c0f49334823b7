import * as v from 'valibot';
import list from '../../requirements.json' with { type: 'json' };

/** How a requirement is verified, or why it is not met. */
export type Held =
  | { readonly by: 'vectors' }
  | { readonly by: 'tests'; readonly files: readonly string[] }
  | { readonly by: 'docs'; readonly file: string }
  | { readonly by: 'none'; readonly reason: string };

/** A requirement for an authorization server. */
export interface Requirement {
  readonly id: string;
  readonly level: 'MUST' | 'SHOULD' | 'MAY' | 'OURS';
  readonly source: string;
  readonly says: string;
  /** The files that implement it, if it has no rule. */
  readonly at?: readonly string[] | undefined;
  readonly held: Held;
}

const requirement: v.GenericSchema<unknown, Requirement> = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^R[1-9][0-9]*$/)),
  level: v.picklist(['MUST', 'SHOULD', 'MAY', 'OURS']),
  source: v.string(),
  says: v.pipe(v.string(), v.endsWith('.')),
  at: v.optional(v.array(v.string())),
  held: v.variant('by', [
    v.strictObject({ by: v.literal('vectors') }),
    v.strictObject({ by: v.literal('tests'), files: v.pipe(v.array(v.string()), v.nonEmpty()) }),
    v.strictObject({ by: v.literal('docs'), file: v.string() }),
    v.strictObject({ by: v.literal('none'), reason: v.pipe(v.string(), v.endsWith('.')) }),
  ]),
});

/** The requirements for an authorization server, in the order of their numbers. */
export const requirements: readonly Requirement[] = v.parse(v.array(requirement), list);
