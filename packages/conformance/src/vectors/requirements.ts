import * as v from 'valibot';
import list from '../../requirements.json' with { type: 'json' };

/** How it is seen that a requirement is met, or why it is not. */
export type Held =
  | { readonly by: 'vectors' }
  | { readonly by: 'tests'; readonly files: readonly string[] }
  | { readonly by: 'docs'; readonly file: string }
  | { readonly by: 'nobody'; readonly reason: string };

/** One thing that binds an authorization server. */
export interface Requirement {
  readonly id: string;
  readonly level: 'MUST' | 'SHOULD' | 'MAY' | 'OURS';
  readonly source: string;
  readonly says: string;
  /** The files that meet it, where no rule of its own does. */
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
    v.strictObject({ by: v.literal('nobody'), reason: v.pipe(v.string(), v.endsWith('.')) }),
  ]),
});

/** Everything that binds an authorization server, numbered R1 to R190. */
export const requirements: readonly Requirement[] = v.parse(v.array(requirement), list);
