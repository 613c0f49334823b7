import * as v from 'valibot';
import { challenge } from './pkce-example.ts';
import { type About, about } from './about.ts';
import type { AuthorizeExpectation } from './authorize-vector.ts';

/** The consent token of a vector, which replaces `{consent_token}` in its request. */
export interface VectorToken {
  /** The raw authorization request that waits for consent. */
  readonly query: string;
  /** The user who was asked. */
  readonly subject: string;
  /** The server that asked: the one of the policy, or another one with the same keys. */
  readonly askedBy: 'thisServer' | 'anotherServer';
  /** The scope that the user was asked for. */
  readonly askedScope: readonly string[];
  /** The resources that the user was asked about. */
  readonly askedResources: readonly string[];
  /** The remaining lifetime, in seconds. */
  readonly expiresInSeconds: number;
  /** The server knows the newest key and the previous one, but not the removed one. */
  readonly signedWith: 'newest' | 'previous' | 'removed';
  /** How the token was changed in transit. */
  readonly changed: 'nothing' | 'content' | 'signature' | 'cutShort' | 'lengthened';
}

/** The expected result of an answer to a consent request, or of a request for its details. */
export type ConsentExpectation =
  /** An error page, or an error in JSON with this code. */
  | { readonly kind: 'refuse'; readonly status: number; readonly rule: string; readonly error?: string | undefined }
  | Extract<AuthorizeExpectation, { readonly kind: 'reject' | 'signIn' | 'askConsent' | 'issue' }>
  /**
   * The hosted consent page receives the scope to ask for, which scopes are required, for which resources, who receives
   * the answer, who wrote the registration of the client, and whether the client is trusted.
   */
  | {
      readonly kind: 'showQuestion';
      readonly scope: readonly string[];
      readonly required: readonly string[];
      readonly resources: readonly { readonly id: string; readonly name: string }[];
      readonly redirectTo: 'website' | 'this_device' | 'app';
      readonly origin: 'registered' | 'document' | 'self';
      readonly trusted: boolean;
    };

/** An answer to a consent request, or a request for its details, with preconditions and expected result. */
export interface ConsentVector extends About {
  readonly given: {
    /** A name in policies.json. */
    readonly policy: string;
    /** The signed-in user, or `null`. */
    readonly owner: string | null;
    /** The scope that the user allowed the client before. */
    readonly remembered: readonly string[];
    readonly token: VectorToken;
    /** The recorded answer, if the consent request was answered before: `deny`, or `allow` and the chosen scopes. */
    readonly recorded: string | null;
  };
  readonly request: /** The raw form of the consent page. */
    | { readonly form: string }
    /** The raw JSON that a hosted consent page posts to the grants endpoint. */
    | { readonly json: string }
    /** The consent token in the path with which a hosted consent page requests the details. */
    | { readonly details: string };
  readonly expect: ConsentExpectation;
}

/** A request for two scopes, which most vectors answer. */
const plainRequest =
  'response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcallback&scope=read+write&state=xyz' +
  `&code_challenge=${challenge}&code_challenge_method=S256`;

const strings = v.array(v.string());

const vectorToken = v.strictObject({
  query: v.optional(v.string(), plainRequest),
  subject: v.optional(v.string(), 'user-1'),
  askedBy: v.optional(v.picklist(['thisServer', 'anotherServer']), 'thisServer'),
  askedScope: v.optional(strings, ['read', 'write']),
  askedResources: v.optional(strings, []),
  expiresInSeconds: v.optional(v.number(), 600),
  signedWith: v.optional(v.picklist(['newest', 'previous', 'removed']), 'newest'),
  changed: v.optional(v.picklist(['nothing', 'content', 'signature', 'cutShort', 'lengthened']), 'nothing'),
});

const recipient = { redirectUri: v.string(), state: v.nullable(v.string()), location: v.optional(v.string()) };

const consentVector: v.GenericSchema<unknown, ConsentVector> = v.strictObject({
  ...about,
  given: v.optional(
    v.strictObject({
      policy: v.optional(v.string(), 'default'),
      owner: v.optional(v.nullable(v.string()), 'user-1'),
      remembered: v.optional(strings, []),
      token: v.optional(vectorToken, {}),
      recorded: v.optional(v.nullable(v.string()), null),
    }),
    {},
  ),
  request: v.union([
    v.strictObject({ form: v.string() }),
    v.strictObject({ json: v.string() }),
    v.strictObject({ details: v.string() }),
  ]),
  expect: v.variant('kind', [
    v.strictObject({
      kind: v.literal('refuse'),
      status: v.number(),
      rule: v.string(),
      error: v.optional(v.string()),
    }),
    v.strictObject({
      kind: v.literal('reject'),
      ...recipient,
      error: v.string(),
      rule: v.string(),
      page: v.optional(v.number()),
    }),
    v.strictObject({ kind: v.literal('signIn') }),
    v.strictObject({
      kind: v.literal('askConsent'),
      scope: strings,
      present: v.optional(strings),
      absent: v.optional(strings),
    }),
    v.strictObject({
      kind: v.literal('issue'),
      ...recipient,
      scope: strings,
      resources: v.optional(strings),
      remembers: v.optional(strings),
    }),
    v.strictObject({
      kind: v.literal('showQuestion'),
      scope: strings,
      required: v.optional(strings, []),
      resources: v.optional(v.array(v.strictObject({ id: v.string(), name: v.string() })), []),
      redirectTo: v.optional(v.picklist(['website', 'this_device', 'app']), 'website'),
      origin: v.optional(v.picklist(['registered', 'document', 'self']), 'registered'),
      trusted: v.optional(v.boolean(), true),
    }),
  ]),
});

/** Reads a file of consent vectors. Throws if it is invalid. */
export const readConsentVectors = (file: unknown): readonly ConsentVector[] => v.parse(v.array(consentVector), file);
