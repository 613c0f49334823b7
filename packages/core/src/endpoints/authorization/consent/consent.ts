import type { Client } from '../../../client/client.ts';
import type { RejectionVerdict } from '../../../errors/rejection.ts';
import { type Brand, frozenList, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { Policy } from '../../../settings/policy.ts';
import type { Owner, SignedIn } from '../owner/identify.ts';
import type { AuthorizationRequest } from '../request/authorization-request.ts';
import { consentsTo } from './consents-to.ts';
import { scopeKnownBefore } from './scope-known-before.ts';

/** The resource owner allowed the request, or a part of it. */
interface AllowAnswer {
  readonly kind: 'allow';
  /** The chosen scopes, or every requested scope. */
  readonly scope: readonly string[] | 'asAsked';
  /** The scope of the consent request, which bounds the answer. Default: the scope that would be requested now. */
  readonly asked?: readonly string[] | undefined;
  /**
   * The resources of the consent request. If the authorization request is for other ones now, the answer does not count.
   * Default: the resources of the authorization request.
   */
  readonly askedResources?: readonly string[] | undefined;
}

/** The answer of the resource owner to this request. */
export type ConsentAnswer = { readonly kind: 'none' } | AllowAnswer | { readonly kind: 'deny' };

/** What the resource owner has granted to this client, and the answer to this request. */
export interface Consent {
  /** What the resource owner allowed the client on earlier occasions: every `allowed` of a {@link Grant}. */
  readonly remembered: readonly string[];
  readonly answer: ConsentAnswer;
}

/** A request whose resource owner is signed in, and what the resource owner has granted or answered. */
export interface AnsweredRequest {
  readonly signedIn: SignedIn;
  readonly consent: Consent;
}

/** A grant by the resource owner. Its scope is a subset of the requested scope. */
export type Grant = Brand<
  {
    readonly request: AuthorizationRequest;
    readonly policy: Policy;
    readonly owner: Owner;
    readonly scope: readonly string[];
    /**
     * What the resource owner has just allowed, to be remembered: scope tokens. If the policy has resources, each with
     * the resource that it is allowed for, as in `https://api.example/mcp#read`.
     */
    readonly allowed: readonly string[];
  },
  'Grant'
>;

/** What happens when the resource owner has not allowed the whole scope. */
export type ConsentVerdict = ({ readonly kind: 'deny' } & RejectionVerdict) | { readonly kind: 'askConsent' };

const knownScope = ({ signedIn: { request, policy }, consent }: AnsweredRequest): readonly string[] =>
  scopeKnownBefore(request, policy, consent.remembered);

/** The scopes that the resource owner must still be asked for. */
export const scopeToAsk = (answered: AnsweredRequest): readonly string[] => {
  const known = knownScope(answered);
  return answered.signedIn.request.scope.filter((scope) => !known.includes(scope));
};

/** Whether the resource owner must grant this scope to grant anything. */
export const isRequired = (scope: string, client: Client, policy: Policy): boolean =>
  policy.requiredScope.includes(scope) || client.required_scope.includes(scope);

/** The scopes that the resource owner was asked for. */
const scopeAsked = (answered: AnsweredRequest, { asked }: AllowAnswer): readonly string[] =>
  asked === undefined ? scopeToAsk(answered) : answered.signedIn.request.scope.filter((scope) => asked.includes(scope));

const chosenScope = (answered: AnsweredRequest, answer: AllowAnswer): readonly string[] => {
  const { request, policy } = answered.signedIn;
  const asked = scopeAsked(answered, answer);
  const { scope: chosen } = answer;
  // A browser does not send a disabled checkbox, so a required scope counts as chosen.
  return chosen === 'asAsked'
    ? asked
    : asked.filter((scope) => chosen.includes(scope) || isRequired(scope, request.client, policy));
};

/** What was asked is decided by the answer alone: a scope that the resource owner unticks is not granted, even if it was before. */
const grantedScope = (answered: AnsweredRequest, answer: AllowAnswer, chosen: readonly string[]): readonly string[] => {
  const known = knownScope(answered);
  const asked = scopeAsked(answered, answer);
  return answered.signedIn.request.scope.filter(
    (scope) => chosen.includes(scope) || (known.includes(scope) && !asked.includes(scope)),
  );
};

/** The answer, if it is about the resources that are requested now. The default resource may be another one since. */
const answerOf = ({ signedIn: { request }, consent: { answer } }: AnsweredRequest): ConsentAnswer =>
  answer.kind === 'allow' &&
  answer.askedResources !== undefined &&
  answer.askedResources.join(' ') !== request.resources.join(' ')
    ? { kind: 'none' }
    : answer;

const isDenied = (answered: AnsweredRequest): boolean => {
  const answer = answerOf(answered);
  switch (answer.kind) {
    case 'none':
      return false;
    case 'deny':
      return true;
    case 'allow': {
      const chosen = chosenScope(answered, answer);
      // Allowing no requested scope is a denial. So is an answer that grants nothing.
      const allowed = scopeAsked(answered, answer).length === 0 ? grantedScope(answered, answer, chosen) : chosen;
      return allowed.length === 0;
    }
  }
};

const nothingAllowed = /* @__PURE__ */ frozenList<readonly string[]>([]);

/** The grant of what was known before. */
const grantOfKnown = (answered: AnsweredRequest): Grant | undefined => {
  const { request, policy, owner } = answered.signedIn;
  const known = knownScope(answered);
  if (!request.scope.every((scope) => known.includes(scope))) return undefined;
  return prove<Grant>({ request, policy, owner, scope: frozenList(request.scope), allowed: nothingAllowed });
};

/** The grant of what the resource owner has just allowed, and of what was known before and was not asked. */
const grantOfAnswer = (answered: AnsweredRequest, answer: AllowAnswer): Grant => {
  const { request, policy, owner } = answered.signedIn;
  const known = knownScope(answered);
  const chosen = chosenScope(answered, answer);
  return prove<Grant>({
    request,
    policy,
    owner,
    scope: frozenList(grantedScope(answered, answer, chosen)),
    allowed: frozenList(
      chosen.filter((scope) => !known.includes(scope)).flatMap((scope) => consentsTo(scope, request, policy)),
    ),
  });
};

const grantOf = (answered: AnsweredRequest): Grant | undefined => {
  const answer = answerOf(answered);
  return answer.kind === 'allow' ? grantOfAnswer(answered, answer) : grantOfKnown(answered);
};

/** RFC 6749 §10.12: no grant without the awareness and consent of the resource owner. */
export const consentStage: Stage<AnsweredRequest, Grant, ConsentVerdict> = /* @__PURE__ */ stage<
  AnsweredRequest,
  ConsentVerdict
>()
  .require(
    {
      name: 'owner-did-not-deny',
      requirements: ['R62'],
      source: 'RFC 6749 §4.1.2.1',
      message: 'The resource owner denied the request.',
      verdict: { kind: 'deny', error: 'access_denied' },
    },
    (answered) => !isDenied(answered),
  )
  .refine(
    {
      name: 'owner-consented',
      requirements: ['R96', 'R47', 'R98'],
      source: 'RFC 6749 §10.12',
      message: 'The resource owner has not allowed this scope yet. Show the consent page.',
      verdict: { kind: 'askConsent' },
    },
    grantOf,
  );
