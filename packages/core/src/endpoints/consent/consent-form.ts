import {
  allValuesOf,
  type DecodedPair,
  decodePairs,
  type FormInput,
  type Params,
  paramsOf,
} from '../../encoding/read-params.ts';
import { badRequest, type RefusalVerdict } from '../../errors/refusal.ts';
import { type Stage, stage } from '../../rules/stage.ts';

/** What the resource owner decided. */
export type OwnerDecision =
  | { readonly kind: 'deny' }
  /** The chosen scopes, or every requested scope. */
  | { readonly kind: 'allow'; readonly scope: readonly string[] | 'asAsked' };

/** The answer of the user to the consent request of a token: a decision, or the wish to decide with another account. */
export interface GivenConsentAnswer<Answer = OwnerDecision | { readonly kind: 'otherAccount' }> {
  readonly consentToken: string;
  readonly answer: Answer;
  /**
   * What happens to a scope that was not requested: the developer of a JSON client should learn of it, the user of a
   * form cannot change it.
   */
  readonly scopeNotAsked: 'ignored' | 'refused';
}

interface ReadForm {
  readonly pairs: readonly DecodedPair[];
  readonly params: Params;
}

/** `scope[]`, `scope.x`, `scopes`: a choice under a name that is not read. */
const isMisspeltScope = (name: string): boolean => name !== 'scope' && /^scopes?(?:\W|$)/i.test(name);

const answerOf = (read: ReadForm): GivenConsentAnswer['answer'] | undefined => {
  switch (read.params.values.get('decision')) {
    case 'deny':
      return { kind: 'deny' };
    case 'other_account':
      return { kind: 'otherAccount' };
    case 'allow': {
      const chosen = allValuesOf(read.pairs, 'scope');
      // A page with checkboxes also sends an empty scope, so that choosing none differs from a page without checkboxes.
      return { kind: 'allow', scope: chosen.length === 0 ? 'asAsked' : [...new Set(chosen.join(' ').split(' '))] };
    }
    default:
      return undefined;
  }
};

/** The rules for the form of the consent page. */
export const consentFormStage: Stage<FormInput, GivenConsentAnswer, RefusalVerdict> = /* @__PURE__ */ stage<
  FormInput,
  RefusalVerdict
>()
  .refine(
    {
      name: 'consent-token-present',
      requirements: ['R96', 'R108'],
      source: 'RFC 6749 §10.12',
      message: 'consent_token is missing or was sent more than once. Go back to the consent page and decide again.',
      verdict: badRequest,
    },
    (form) => {
      const pairs = decodePairs(form);
      const params = paramsOf(pairs);
      const consentToken = params.values.get('consent_token');
      return consentToken === undefined ? undefined : { consentToken, pairs, params };
    },
  )
  .require(
    {
      name: 'consent-scope-readable',
      requirements: ['R22', 'R96'],
      source: 'RFC 6749 §10.12',
      // A form without scope grants everything, so an unreadable choice must not count as no choice.
      message:
        'The choice of scopes is unreadable. For each chosen scope, send one parameter in UTF-8 with the name scope, not scope[].',
      verdict: badRequest,
    },
    ({ params }) => !params.malformed.has('scope') && !Array.from(params.names).some(isMisspeltScope),
  )
  .refine(
    {
      name: 'consent-decision-known',
      requirements: ['R96'],
      source: 'RFC 6749 §10.12',
      message:
        'decision is missing or unknown, or was sent more than once. Send decision=allow, decision=deny or decision=other_account.',
      verdict: badRequest,
    },
    (read) => {
      const answer = answerOf(read);
      return answer === undefined ? undefined : { consentToken: read.consentToken, answer, scopeNotAsked: 'ignored' };
    },
  );
