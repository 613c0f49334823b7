import * as v from 'valibot';
import { about, type About } from './about.ts';

/** A request to the list of grants. */
type GrantListVectorRequest =
  /** The query of a request for the list. */
  | { readonly list: string }
  /** The identifier of a grant to read. */
  | { readonly find: string }
  /** The identifier of a grant to revoke. */
  | { readonly revoke: string };

/** The expected result. `body` is the whole JSON reply, if given. */
type GrantListExpectation = { readonly body?: unknown } & (
  | {
      readonly kind: 'list';
      readonly ids: readonly string[];
      readonly pageNumber: number;
      readonly pageSize: number;
      readonly totalResults: number;
    }
  | { readonly kind: 'find' | 'revoke'; readonly id: string }
  | { readonly kind: 'refuse'; readonly status: 400 | 401 | 404; readonly error: string; readonly rule: string }
);

/** A request to the list of grants, with the grants of `user-1` in the store. */
export interface GrantListVector extends About {
  readonly given: {
    /** The identified user, or `null`. */
    readonly owner: string | null;
    /** The differences of the stored grants from `plainGrant`. */
    readonly grants: readonly Readonly<Record<string, string | number>>[];
  };
  readonly request: GrantListVectorRequest;
  readonly expect: GrantListExpectation;
}

const body = v.optional(v.unknown());

const grantListVector: v.GenericSchema<unknown, GrantListVector> = v.strictObject({
  ...about,
  given: v.optional(
    v.strictObject({
      owner: v.optional(v.nullable(v.string()), 'user-1'),
      grants: v.optional(v.array(v.record(v.string(), v.union([v.string(), v.number()]))), [{}]),
    }),
    {},
  ),
  request: v.union([
    v.strictObject({ list: v.string() }),
    v.strictObject({ find: v.string() }),
    v.strictObject({ revoke: v.string() }),
  ]),
  expect: v.variant('kind', [
    v.strictObject({
      kind: v.literal('list'),
      ids: v.array(v.string()),
      pageNumber: v.number(),
      pageSize: v.number(),
      totalResults: v.number(),
      body,
    }),
    v.strictObject({ kind: v.picklist(['find', 'revoke']), id: v.string(), body }),
    v.strictObject({
      kind: v.literal('refuse'),
      status: v.picklist([400, 401, 404]),
      error: v.string(),
      rule: v.string(),
    }),
  ]),
});

/** Reads a file of vectors for the list of grants. Throws if it is invalid. */
export const readGrantListVectors = (file: unknown): readonly GrantListVector[] =>
  v.parse(v.array(grantListVector), file);
