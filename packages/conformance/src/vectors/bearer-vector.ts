import * as v from 'valibot';
import { about, type About } from './about.ts';

/** A request to a protected resource, with the access token that is known there, and the expected result. */
export interface BearerVector extends About {
  readonly given: {
    /** The options of the protected resource, without its tokens. */
    readonly api: {
      readonly resource?: string | undefined;
      readonly tokensWithoutResource?: 'accept' | undefined;
      readonly realm?: string | undefined;
    };
    /** The scope that the request needs. */
    readonly scope: readonly string[];
    /** The differences of the access token from `plainBearerToken`. `null`: the token is unknown, expired or revoked. */
    readonly token: {
      readonly scope?: readonly string[] | undefined;
      readonly resources?: readonly string[] | undefined;
      /** `none` if the client acts for itself. */
      readonly owner?: 'none' | undefined;
    } | null;
  };
  /** The Authorization headers, in the order in which they are sent. */
  readonly request: { readonly authorization: readonly string[] };
  readonly expect:
    | { readonly kind: 'authorize' }
    | {
        readonly kind: 'rejectBearer';
        readonly status: 400 | 401 | 403;
        readonly error: string;
        readonly rule: string;
        /** The WWW-Authenticate header, in which `{description}` is what the rule says. */
        readonly challenge: string;
      };
}

const strings = v.array(v.string());

const bearerVector: v.GenericSchema<unknown, BearerVector> = v.strictObject({
  ...about,
  given: v.optional(
    v.strictObject({
      api: v.optional(
        v.strictObject({
          resource: v.optional(v.string()),
          tokensWithoutResource: v.optional(v.literal('accept')),
          realm: v.optional(v.string()),
        }),
        {},
      ),
      scope: v.optional(strings, ['read']),
      token: v.optional(
        v.nullable(
          v.strictObject({
            scope: v.optional(strings),
            resources: v.optional(strings),
            owner: v.optional(v.literal('none')),
          }),
        ),
        {},
      ),
    }),
    {},
  ),
  request: v.strictObject({ authorization: strings }),
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('authorize') }),
    v.strictObject({
      kind: v.literal('rejectBearer'),
      status: v.picklist([400, 401, 403]),
      error: v.string(),
      rule: v.string(),
      challenge: v.string(),
    }),
  ]),
});

/** Reads a file of vectors for protected resources. Throws if it is invalid. */
export const readBearerVectors = (file: unknown): readonly BearerVector[] => v.parse(v.array(bearerVector), file);
