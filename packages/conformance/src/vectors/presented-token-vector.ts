import * as v from 'valibot';
import { about, type About } from './vector.ts';

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

/** The raw form or the raw JSON, and the Authorization header. */
export type PresentingRequest = ({ readonly form: string } | { readonly json: string }) & {
  readonly authorization?: string | undefined;
};

/** An error for whoever presents a token. */
export interface PresentedTokenError {
  readonly kind: 'rejectToken';
  readonly status: 400 | 401;
  readonly error: string;
  readonly rule: string;
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

const presentingRequest = v.union([
  v.strictObject({ form: v.string(), authorization: v.optional(v.string()) }),
  v.strictObject({ json: v.string(), authorization: v.optional(v.string()) }),
]);

const presentedTokenError = v.strictObject({
  kind: v.literal('rejectToken'),
  status: v.picklist([400, 401]),
  error: v.string(),
  rule: v.string(),
});

type TokenType = 'access_token' | 'refresh_token';

/** A revocation request with the content of the stores and the expected result. */
export interface RevocationVector extends About {
  readonly given: GivenTokens & {
    /** The types of tokens that the server can revoke. */
    readonly revocableTypes: readonly TokenType[];
  };
  readonly request: PresentingRequest;
  readonly expect:
    /** The grant of the refresh token is revoked. */
    | { readonly kind: 'revokeGrant' }
    /** The access token is revoked, and the grant is not. */
    | { readonly kind: 'revokeAccessToken' }
    | { readonly kind: 'revokeNothing'; readonly because: 'unknown' | 'anotherClient' }
    | PresentedTokenError;
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
  request: presentingRequest,
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('revokeGrant') }),
    v.strictObject({ kind: v.literal('revokeAccessToken') }),
    v.strictObject({ kind: v.literal('revokeNothing'), because: v.picklist(['unknown', 'anotherClient']) }),
    presentedTokenError,
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
  readonly request: PresentingRequest;
  readonly expect:
    /** The members of the response. */
    | { readonly kind: 'introspect'; readonly response: Readonly<Record<string, unknown>> }
    | PresentedTokenError;
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
  request: presentingRequest,
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('introspect'), response: v.record(v.string(), v.unknown()) }),
    presentedTokenError,
  ]),
});

/** Reads a file of vectors for introspections. Throws if it is invalid. */
export const readIntrospectionVectors = (file: unknown): readonly IntrospectionVector[] =>
  v.parse(v.array(introspectionVector), file);
