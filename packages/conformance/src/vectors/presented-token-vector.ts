import * as v from 'valibot';
import { about, type About } from './about.ts';
import { type ExpectedTokenError, tokenError } from './expected-token-error.ts';
import { type PostedRequest, postedRequest } from './posted-request.ts';

/** The differences of a stored record from the default one. `null` removes a member. */
type Differences = Readonly<Record<string, string | number | null | readonly string[]>>;

/** The clients, tokens and grants that a server knows when a vector presents a token. */
export interface GivenTokens {
  /** A name in policies.json. */
  readonly policy: string;
  /** The differences of the stored grant from `plainGrant`. */
  readonly grant: Differences;
  readonly grantIs: 'saved' | 'unknown' | 'revoked';
  /** The differences of the stored refresh token from `plainRefreshToken`. */
  readonly refreshToken: Differences;
  /** Whether the refresh token was replaced by its successor. */
  readonly used: boolean;
  /** The differences of the valid access token from `plainAccessToken`. */
  readonly accessToken: Differences;
}

const differences = v.optional(
  v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.array(v.string())]))),
  {},
);

const givenTokens = {
  policy: v.optional(v.string(), 'refresh'),
  grant: differences,
  grantIs: v.optional(v.picklist(['saved', 'unknown', 'revoked']), 'saved'),
  refreshToken: differences,
  used: v.optional(v.boolean(), false),
  accessToken: differences,
} as const;

type TokenType = 'access_token' | 'refresh_token';

/** A revocation request with the content of the stores and the expected result. */
export interface RevocationVector extends About {
  readonly given: GivenTokens & {
    /** The types of tokens that the server can revoke. */
    readonly revocableTypes: readonly TokenType[];
  };
  readonly request: PostedRequest;
  readonly expect: /** The grant of the refresh token is revoked. */
    | { readonly kind: 'revokeGrant' }
    /** The access token is revoked, and the grant is not. */
    | { readonly kind: 'revokeAccessToken' }
    | { readonly kind: 'revokeNothing'; readonly because: 'unknown' | 'anotherClient' }
    | ExpectedTokenError;
}

const both: readonly TokenType[] = ['access_token', 'refresh_token'];

const revocationVector: v.GenericSchema<unknown, RevocationVector> = v.strictObject({
  ...about,
  given: v.optional(
    v.strictObject({
      ...givenTokens,
      revocableTypes: v.optional(v.array(v.picklist(['access_token', 'refresh_token'])), [...both]),
    }),
    {},
  ),
  request: postedRequest,
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('revokeGrant') }),
    v.strictObject({ kind: v.literal('revokeAccessToken') }),
    v.strictObject({ kind: v.literal('revokeNothing'), because: v.picklist(['unknown', 'anotherClient']) }),
    v.strictObject(tokenError),
  ]),
});

/** Reads a file of vectors for revocations. Throws if it is invalid. */
export const readRevocationVectors = (file: unknown): readonly RevocationVector[] =>
  v.parse(v.array(revocationVector), file);

/** An introspection request with the content of the stores and the expected result. */
export interface IntrospectionVector extends About {
  readonly given: GivenTokens & {
    /** Who may ask. */
    readonly askers: 'clients' | 'clientsAndOwners';
    /** The user to whom the Bearer token of the request belongs, or `null`. */
    readonly owner: string | null;
  };
  readonly request: PostedRequest;
  readonly expect: /** The members of the response. */
  { readonly kind: 'introspect'; readonly response: Readonly<Record<string, unknown>> } | ExpectedTokenError;
}

const introspectionVector: v.GenericSchema<unknown, IntrospectionVector> = v.strictObject({
  ...about,
  given: v.optional(
    v.strictObject({
      ...givenTokens,
      askers: v.optional(v.picklist(['clients', 'clientsAndOwners']), 'clients'),
      owner: v.optional(v.nullable(v.string()), null),
    }),
    {},
  ),
  request: postedRequest,
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('introspect'), response: v.record(v.string(), v.unknown()) }),
    v.strictObject(tokenError),
  ]),
});

/** Reads a file of vectors for introspections. Throws if it is invalid. */
export const readIntrospectionVectors = (file: unknown): readonly IntrospectionVector[] =>
  v.parse(v.array(introspectionVector), file);
