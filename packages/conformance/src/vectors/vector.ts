import * as v from 'valibot';

/** What every vector says of itself. */
export interface About {
  /** What the vector shows, as a sentence. */
  readonly name: string;
  readonly requirements: readonly string[];
  /** Why it must be so, or what goes wrong where it is not. */
  readonly why: string;
}

/** What the owner answers on the consent page. */
type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'deny' }
  | { readonly kind: 'allow'; readonly scope: 'asAsked' | readonly string[] };

/** What must come of an authorization request. */
export type AuthorizeExpectation =
  /** A page with this status, and no Location. */
  | { readonly kind: 'refuse'; readonly status: 400 | 404 | 422; readonly rule: string }
  /** The client is told at this redirect URI; the whole Location, where it is given. */
  | {
      readonly kind: 'reject';
      readonly redirectUri: string;
      readonly error: string;
      readonly state: string | null;
      readonly rule: string;
      readonly location?: string | undefined;
    }
  | { readonly kind: 'signIn' }
  /** The consent page asks for this scope, and these texts are in its HTML or are not. */
  | {
      readonly kind: 'askConsent';
      readonly scope: readonly string[];
      readonly present?: readonly string[] | undefined;
      readonly absent?: readonly string[] | undefined;
    }
  /** A code for this scope goes to this redirect URI; the whole Location, with `{code}` where the code stands, where it is given. */
  | {
      readonly kind: 'issue';
      readonly redirectUri: string;
      readonly scope: readonly string[];
      readonly state: string | null;
      readonly location?: string | undefined;
    };

/** A request to the authorization endpoint, what is given, and what must come of it. */
export interface AuthorizeVector extends About {
  readonly given: {
    /** A name in policies.json. */
    readonly policy: string;
    /** Who is signed in. */
    readonly owner: string | null;
    /** What the owner allowed to the client before. */
    readonly remembered: readonly string[];
    readonly answer: Answer;
  };
  /** The raw text of a query, or of a posted form. */
  readonly request: { readonly query: string } | { readonly form: string };
  readonly expect: AuthorizeExpectation;
}

/** A registration, and whether it may be. */
export interface RegistrationVector extends About {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly expect:
    | { readonly kind: 'valid' }
    /** A problem whose sentence begins with the member and holds this text. */
    | { readonly kind: 'invalid'; readonly member: string; readonly says: string };
}

/** A token request, what the store holds, and what must come of it. */
export interface RedemptionVector extends About {
  readonly given: {
    /** What differs in the store's record from `plainRecord`; `null` leaves a member out. */
    readonly record: Readonly<Record<string, string | number | null>>;
    /** Whether the store knows the code. */
    readonly known: boolean;
    /** Whether the code was taken before. */
    readonly used: boolean;
  };
  readonly request: { readonly form: string; readonly authorization?: string | undefined };
  readonly expect:
    | { readonly kind: 'redeem'; readonly scope: string }
    | {
        readonly kind: 'rejectToken';
        readonly status: 400 | 401;
        readonly error: string;
        readonly rule: string;
        /** Whether the tokens of the code are taken back. */
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

const texts = v.array(v.string());
const state = v.nullable(v.string());
const location = v.optional(v.string());
const rule = v.string();
const redirectUri = v.string();

const answer = v.variant('kind', [
  v.strictObject({ kind: v.literal('none') }),
  v.strictObject({ kind: v.literal('deny') }),
  v.strictObject({ kind: v.literal('allow'), scope: v.union([v.literal('asAsked'), texts]) }),
]);

const authorizeVector: v.GenericSchema<unknown, AuthorizeVector> = v.strictObject({
  ...about,
  given: v.optional(
    v.strictObject({
      policy: v.optional(v.string(), 'default'),
      owner: v.optional(v.nullable(v.string()), null),
      remembered: v.optional(texts, []),
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
      scope: texts,
      present: v.optional(texts),
      absent: v.optional(texts),
    }),
    v.strictObject({ kind: v.literal('issue'), redirectUri, scope: texts, state, location }),
  ]),
});

const registrationVector: v.GenericSchema<unknown, RegistrationVector> = v.strictObject({
  ...about,
  metadata: v.record(v.string(), v.unknown()),
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('valid') }),
    v.strictObject({ kind: v.literal('invalid'), member: v.string(), says: v.string() }),
  ]),
});

const redemptionVector: v.GenericSchema<unknown, RedemptionVector> = v.strictObject({
  ...about,
  given: v.optional(
    v.strictObject({
      record: v.optional(v.record(v.string(), v.nullable(v.union([v.string(), v.number()]))), {}),
      known: v.optional(v.boolean(), true),
      used: v.optional(v.boolean(), false),
    }),
    {},
  ),
  request: v.strictObject({ form: v.string(), authorization: v.optional(v.string()) }),
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('redeem'), scope: v.string() }),
    v.strictObject({
      kind: v.literal('rejectToken'),
      status: v.picklist([400, 401]),
      error: v.string(),
      rule,
      revokes: v.optional(v.boolean(), false),
    }),
  ]),
});

/** Reads a file of vectors for the authorization endpoint; throws where it is not one. */
export const readAuthorizeVectors = (file: unknown): readonly AuthorizeVector[] =>
  v.parse(v.array(authorizeVector), file);

/** Reads a file of vectors for registrations; throws where it is not one. */
export const readRegistrationVectors = (file: unknown): readonly RegistrationVector[] =>
  v.parse(v.array(registrationVector), file);

/** Reads a file of vectors for the token endpoint; throws where it is not one. */
export const readRedemptionVectors = (file: unknown): readonly RedemptionVector[] =>
  v.parse(v.array(redemptionVector), file);
