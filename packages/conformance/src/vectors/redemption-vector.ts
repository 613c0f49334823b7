import * as v from 'valibot';
import { about, type About } from './about.ts';
import { type ExpectedRevokingError, revokingError } from './expected-token-error.ts';
import { type PostedRequest, postedRequest } from './posted-request.ts';

/** A token request with the content of the store and the expected result. */
export interface RedemptionVector extends About {
  readonly given: {
    /** A name in policies.json. */
    readonly policy: string;
    /** The differences of the store's record from `plainRecord`. `null` removes a member. */
    readonly record: Readonly<Record<string, string | number | null>>;
    /** Whether the store knows the code. */
    readonly known: boolean;
    /** When the code was used before, or `true` if the store does not tell when. */
    readonly used: boolean | { readonly secondsAgo: number };
  };
  readonly request: PostedRequest;
  readonly expect: /** Tokens of this scope, for these resources. Default: none. `refreshToken` if the client gets one. */
    | {
        readonly kind: 'redeem';
        readonly scope: string;
        readonly resources?: readonly string[] | undefined;
        readonly refreshToken?: true | undefined;
      }
    | ExpectedRevokingError;
}

const redemptionVector: v.GenericSchema<unknown, RedemptionVector> = v.strictObject({
  ...about,
  given: v.optional(
    v.strictObject({
      policy: v.optional(v.string(), 'default'),
      record: v.optional(v.record(v.string(), v.nullable(v.union([v.string(), v.number()]))), {}),
      known: v.optional(v.boolean(), true),
      used: v.optional(v.union([v.boolean(), v.strictObject({ secondsAgo: v.number() })]), false),
    }),
    {},
  ),
  request: postedRequest,
  expect: v.variant('kind', [
    v.strictObject({
      kind: v.literal('redeem'),
      scope: v.string(),
      resources: v.optional(v.array(v.string())),
      refreshToken: v.optional(v.literal(true)),
    }),
    v.strictObject(revokingError),
  ]),
});

/** Reads a file of vectors for the token endpoint. Throws if it is invalid. */
export const readRedemptionVectors = (file: unknown): readonly RedemptionVector[] =>
  v.parse(v.array(redemptionVector), file);
