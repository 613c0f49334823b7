import * as v from 'valibot';
import { about, type About } from './about.ts';

/** The user's answer on the consent page. */
type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'deny' }
  | { readonly kind: 'allow'; readonly scope: 'asAsked' | readonly string[] };

/** The expected result of an authorization request. */
export type AuthorizeExpectation =
  /** An error page with this status, without a Location. */
  | { readonly kind: 'refuse'; readonly status: 400 | 404 | 422; readonly rule: string }
  /**
   * The client receives the error at this redirect URI. `location` is the whole Location header, if given. With `page`, the
   * user sees a page with this status instead. It has a link to `location`.
   */
  | {
      readonly kind: 'reject';
      readonly redirectUri: string;
      readonly error: string;
      readonly state: string | null;
      readonly rule: string;
      readonly location?: string | undefined;
      readonly page?: number | undefined;
    }
  | { readonly kind: 'signIn' }
  /** The consent page asks for this scope. Its HTML contains the strings in `present` and none of those in `absent`. */
  | {
      readonly kind: 'askConsent';
      readonly scope: readonly string[];
      readonly present?: readonly string[] | undefined;
      readonly absent?: readonly string[] | undefined;
    }
  /**
   * A code for this scope is sent to this redirect URI. `location` is the whole Location header, if given, with `{code}` in
   * place of the code.
   */
  | {
      readonly kind: 'issue';
      readonly redirectUri: string;
      readonly scope: readonly string[];
      readonly state: string | null;
      /** The resources that the code is for. Default: none. */
      readonly resources?: readonly string[] | undefined;
      /** What the server remembers of the user's consent, if given. */
      readonly remembers?: readonly string[] | undefined;
      readonly location?: string | undefined;
    };

/** A request to the authorization endpoint with its preconditions and expected result. */
export interface AuthorizeVector extends About {
  readonly given: {
    /** A name in policies.json. */
    readonly policy: string;
    /** The signed-in user, or `null`. */
    readonly owner: string | null;
    /** The scope that the user allowed the client before. */
    readonly remembered: readonly string[];
    readonly answer: Answer;
  };
  /** The raw query, or the raw posted form. */
  readonly request: { readonly query: string } | { readonly form: string };
  readonly expect: AuthorizeExpectation;
}

const strings = v.array(v.string());
const state = v.nullable(v.string());
const location = v.optional(v.string());
const rule = v.string();
const redirectUri = v.string();

const answer = v.variant('kind', [
  v.strictObject({ kind: v.literal('none') }),
  v.strictObject({ kind: v.literal('deny') }),
  v.strictObject({ kind: v.literal('allow'), scope: v.union([v.literal('asAsked'), strings]) }),
]);

const authorizeVector: v.GenericSchema<unknown, AuthorizeVector> = v.strictObject({
  ...about,
  given: v.optional(
    v.strictObject({
      policy: v.optional(v.string(), 'default'),
      owner: v.optional(v.nullable(v.string()), null),
      remembered: v.optional(strings, []),
      answer: v.optional(answer, { kind: 'none' }),
    }),
    {},
  ),
  request: v.union([v.strictObject({ query: v.string() }), v.strictObject({ form: v.string() })]),
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('refuse'), status: v.picklist([400, 404, 422]), rule }),
    v.strictObject({
      kind: v.literal('reject'),
      redirectUri,
      error: v.string(),
      state,
      rule,
      location,
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
      redirectUri,
      scope: strings,
      state,
      resources: v.optional(strings),
      remembers: v.optional(strings),
      location,
    }),
  ]),
});

/** Reads a file of vectors for the authorization endpoint. Throws if it is invalid. */
export const readAuthorizeVectors = (file: unknown): readonly AuthorizeVector[] =>
  v.parse(v.array(authorizeVector), file);
