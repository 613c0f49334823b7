import * as v from 'valibot';
import { type About, about, type AuthorizeExpectation } from './vector.ts';

/** The consent token that a vector's request brings, wherever `{consent_token}` stands in it. */
export interface VectorToken {
  /** The text of the authorization request that waits for an answer. */
  readonly query: string;
  /** Who was asked. */
  readonly subject: string;
  /** By whom: the server of the policy, or another that has the same keys. */
  readonly askedBy: 'thisServer' | 'anotherServer';
  /** What for. */
  readonly askedScope: readonly string[];
  /** For how long it is good still, in seconds. */
  readonly expiresInSeconds: number;
  /** The server knows the newest key and the previous one, but not the removed one. */
  readonly signedWith: 'newest' | 'previous' | 'removed';
  /** What somebody did to it on the way. */
  readonly changed: 'nothing' | 'content' | 'signature' | 'cutShort' | 'lengthened';
}

/** What must come of an answer to a question, or of a look at it. */
export type ConsentExpectation =
  /** A page; or an error in JSON, of this name. */
  | { readonly kind: 'refuse'; readonly status: number; readonly rule: string; readonly error?: string | undefined }
  | Extract<AuthorizeExpectation, { readonly kind: 'reject' | 'issue' }>
  /** A consent page of the operator's own is told to ask for this scope, and which of it is required. */
  | { readonly kind: 'showQuestion'; readonly scope: readonly string[]; readonly required: readonly string[] };

/** An answer to a question, or a look at it; what is given, and what must come of it. */
export interface ConsentVector extends About {
  readonly given: {
    /** A name in policies.json. */
    readonly policy: string;
    /** Who is at the browser when the request comes. */
    readonly owner: string | null;
    /** What the owner allowed to the client before. */
    readonly remembered: readonly string[];
    readonly token: VectorToken;
    /** Whether the question was answered before. */
    readonly spent: boolean;
  };
  readonly request: /** The raw text of the consent page's form. */
    | { readonly form: string }
    /** The raw text that a consent page of the operator's own posts to the grants endpoint: JSON. */
    | { readonly json: string }
    /** What such a page puts behind the path of the consent endpoint, to learn what it asks. */
    | { readonly details: string };
  readonly expect: ConsentExpectation;
}

/** A request for two scopes, which most vectors answer. */
const plainRequest =
  'response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcallback&scope=read+write&state=xyz' +
  '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';

const texts = v.array(v.string());

const vectorToken = v.strictObject({
  query: v.optional(v.string(), plainRequest),
  subject: v.optional(v.string(), 'user-1'),
  askedBy: v.optional(v.picklist(['thisServer', 'anotherServer']), 'thisServer'),
  askedScope: v.optional(texts, ['read', 'write']),
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
      remembered: v.optional(texts, []),
      token: v.optional(vectorToken, {}),
      spent: v.optional(v.boolean(), false),
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
    v.strictObject({ kind: v.literal('reject'), ...recipient, error: v.string(), rule: v.string() }),
    v.strictObject({ kind: v.literal('issue'), ...recipient, scope: texts }),
    v.strictObject({ kind: v.literal('showQuestion'), scope: texts, required: v.optional(texts, []) }),
  ]),
});

/** Reads a file of vectors for answers to questions; throws where it is not one. */
export const readConsentVectors = (file: unknown): readonly ConsentVector[] => v.parse(v.array(consentVector), file);
