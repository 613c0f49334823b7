import * as v from 'valibot';

/** The members that describe every vector. */
export interface About {
  /** What the vector tests, as a sentence. */
  readonly name: string;
  readonly requirements: readonly string[];
  /** Why the rule exists, or what goes wrong without it. */
  readonly why: string;
}

/** The user's answer on the consent page. */
type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'deny' }
  | { readonly kind: 'allow'; readonly scope: 'asAsked' | readonly string[] };

/** The expected result of an authorization request. */
export type AuthorizeExpectation =
  /** An error page with this status, without a Location. */
  | { readonly kind: 'refuse'; readonly status: 400 | 404 | 422; readonly rule: string }
  /** The client receives the error at this redirect URI. `location` is the whole Location header, if given. */
  | {
      readonly kind: 'reject';
      readonly redirectUri: string;
      readonly error: string;
      readonly state: string | null;
      readonly rule: string;
      readonly location?: string | undefined;
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

/** A client registration, and whether it is valid. */
export interface RegistrationVector extends About {
  /** Who sends the metadata: the operator (`readClient`), or a client for itself (`readRegistrationRequest`). */
  readonly reader: 'operator' | 'stranger';
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly expect:
    /** `value` is what is kept of a stranger's request, if strangers may have the scopes `read` and `write`. */
    | { readonly kind: 'valid'; readonly value?: Readonly<Record<string, unknown>> | undefined }
    /** A problem whose message begins with the member and contains this text. */
    | { readonly kind: 'invalid'; readonly member: string; readonly says: string };
}

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
  /** The raw form or the raw JSON, and the Authorization header. */
  readonly request: ({ readonly form: string } | { readonly json: string }) & {
    readonly authorization?: string | undefined;
  };
  readonly expect:
    /** Tokens of this scope, for these resources. Default: none. `refreshToken` if the client gets one. */
    | {
        readonly kind: 'redeem';
        readonly scope: string;
        readonly resources?: readonly string[] | undefined;
        readonly refreshToken?: true | undefined;
      }
    | {
        readonly kind: 'rejectToken';
        readonly status: 400 | 401;
        readonly error: string;
        readonly rule: string;
        /** Whether the tokens of the code are revoked. */
        readonly revokes: boolean;
      };
}

const sentence = v.pipe(v.string(), v.minLength(8));

/** The members of {@link About}. */
export const about: {
  readonly name: v.GenericSchema<string>;
  readonly requirements: v.GenericSchema<string[]>;
  readonly why: v.GenericSchema<string>;
} = {
  name: sentence,
  requirements: v.pipe(v.array(v.pipe(v.string(), v.regex(/^R[1-9][0-9]*$/))), v.minLength(1)),
  why: sentence,
};

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
    v.strictObject({ kind: v.literal('reject'), redirectUri, error: v.string(), state, rule, location }),
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

const registrationVector: v.GenericSchema<unknown, RegistrationVector> = v.strictObject({
  ...about,
  reader: v.optional(v.picklist(['operator', 'stranger']), 'operator'),
  metadata: v.record(v.string(), v.unknown()),
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('valid'), value: v.optional(v.record(v.string(), v.unknown())) }),
    v.strictObject({ kind: v.literal('invalid'), member: v.string(), says: v.string() }),
  ]),
});

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
  request: v.union([
    v.strictObject({ form: v.string(), authorization: v.optional(v.string()) }),
    v.strictObject({ json: v.string(), authorization: v.optional(v.string()) }),
  ]),
  expect: v.variant('kind', [
    v.strictObject({
      kind: v.literal('redeem'),
      scope: v.string(),
      resources: v.optional(strings),
      refreshToken: v.optional(v.literal(true)),
    }),
    v.strictObject({
      kind: v.literal('rejectToken'),
      status: v.picklist([400, 401]),
      error: v.string(),
      rule,
      revokes: v.optional(v.boolean(), false),
    }),
  ]),
});

/** Reads a file of vectors for the authorization endpoint. Throws if it is invalid. */
export const readAuthorizeVectors = (file: unknown): readonly AuthorizeVector[] =>
  v.parse(v.array(authorizeVector), file);

/** Reads a file of vectors for client registrations. Throws if it is invalid. */
export const readRegistrationVectors = (file: unknown): readonly RegistrationVector[] =>
  v.parse(v.array(registrationVector), file);

/** Reads a file of vectors for the token endpoint. Throws if it is invalid. */
export const readRedemptionVectors = (file: unknown): readonly RedemptionVector[] =>
  v.parse(v.array(redemptionVector), file);
