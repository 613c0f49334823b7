import * as v from 'valibot';
import { about, type About } from './vector.ts';

/** A token request that needs nothing from a store, with the expected result: a client for itself, or a grant type of the operator. */
export interface TokenVector extends About {
  readonly given: {
    /** A name in policies.json. With the policy `extensionGrant`, the server has the grant type `urn:example:grant`. */
    readonly policy: string;
  };
  /** The raw form or the raw JSON, and the Authorization header. */
  readonly request: ({ readonly form: string } | { readonly json: string }) & {
    readonly authorization?: string | undefined;
  };
  readonly expect:
    /** An access token of this scope, for these resources. Default: none. There is no refresh token. */
    | { readonly kind: 'tokenIssued'; readonly scope: string; readonly resources?: readonly string[] | undefined }
    | {
        readonly kind: 'rejectToken';
        readonly status: 400 | 401;
        readonly error: string;
        readonly rule: string;
      };
}

const authorization = v.optional(v.string());

const tokenVector: v.GenericSchema<unknown, TokenVector> = v.strictObject({
  ...about,
  given: v.strictObject({ policy: v.string() }),
  request: v.union([
    v.strictObject({ form: v.string(), authorization }),
    v.strictObject({ json: v.string(), authorization }),
  ]),
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('tokenIssued'), scope: v.string(), resources: v.optional(v.array(v.string())) }),
    v.strictObject({
      kind: v.literal('rejectToken'),
      status: v.picklist([400, 401]),
      error: v.string(),
      rule: v.string(),
    }),
  ]),
});

/** Reads a file of vectors for token requests that need no store. Throws if it is invalid. */
export const readTokenVectors = (file: unknown): readonly TokenVector[] => v.parse(v.array(tokenVector), file);
