import * as v from 'valibot';
import { about, type About } from './about.ts';
import { type ExpectedTokenError, tokenError } from './expected-token-error.ts';
import { type PostedRequest, postedRequest } from './posted-request.ts';

/** A token request that needs nothing from a store, with the expected result: a client for itself, or a grant type of the operator. */
export interface TokenVector extends About {
  readonly given: {
    /** A name in policies.json. With the policy `extensionGrant`, the server has the grant type `urn:example:grant`. */
    readonly policy: string;
  };
  readonly request: PostedRequest;
  readonly expect: /** An access token of this scope, for these resources. Default: none. There is no refresh token. */
    | { readonly kind: 'tokenIssued'; readonly scope: string; readonly resources?: readonly string[] | undefined }
    | ExpectedTokenError;
}

const tokenVector: v.GenericSchema<unknown, TokenVector> = v.strictObject({
  ...about,
  given: v.strictObject({ policy: v.string() }),
  request: postedRequest,
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('tokenIssued'), scope: v.string(), resources: v.optional(v.array(v.string())) }),
    v.strictObject(tokenError),
  ]),
});

/** Reads a file of vectors for token requests that need no store. Throws if it is invalid. */
export const readTokenVectors = (file: unknown): readonly TokenVector[] => v.parse(v.array(tokenVector), file);
