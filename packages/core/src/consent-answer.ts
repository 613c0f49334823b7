import { type FormInput, type Params, readAll, readParams } from './read-params.ts';
import type { RefusalVerdict } from './refusal.ts';
import { type Stage, stage } from './stage.ts';

/** What the owner answers: to a question that is named by its token. */
export interface GivenConsentAnswer {
  readonly consentToken: string;
  readonly answer:
    | { readonly kind: 'deny' }
    /** These scopes, of those that were asked for; or all that was asked for. */
    | { readonly kind: 'allow'; readonly scope: readonly string[] | 'asAsked' };
  /** What becomes of a scope that was not asked for. A form can only have got it by tampering; a program may have made a mistake. */
  readonly scopeNotAsked: 'ignored' | 'refused';
}

interface ReadForm {
  readonly form: FormInput;
  readonly params: Params;
}

const badRequest: RefusalVerdict = { status: 400 };

/** The scopes that were chosen. One that can not be read is a choice too, of nothing. */
const chosenScope = ({ form, params }: ReadForm): readonly string[] => [
  ...readAll(form, 'scope').flatMap((value) => value.split(' ')),
  ...(params.malformed.has('scope') ? [''] : []),
];

const answerOf = (read: ReadForm): GivenConsentAnswer['answer'] | undefined => {
  switch (read.params.values.get('decision')) {
    case 'deny':
      return { kind: 'deny' };
    case 'allow': {
      const scope = chosenScope(read);
      // A page that lets people choose sends an empty scope along, so that choosing none is not taken for not being asked.
      return { kind: 'allow', scope: scope.length === 0 ? 'asAsked' : scope };
    }
    default:
      return undefined;
  }
};

/** What the consent page's form must hold. */
export const consentAnswerStage: Stage<FormInput, GivenConsentAnswer, RefusalVerdict> = stage<
  FormInput,
  RefusalVerdict
>()
  .refine(
    {
      name: 'consent-token-present',
      requirements: ['R96', 'R108'],
      source: 'RFC 6749 §10.12',
      says: 'consent_token is sent once, with a value.',
      message: 'consent_token is missing. Answer on the page that asked the question.',
      verdict: badRequest,
    },
    (form) => {
      const params = readParams(form);
      const consentToken = params.values.get('consent_token');
      return consentToken === undefined ? undefined : { consentToken, form, params };
    },
  )
  .refine(
    {
      name: 'consent-decision-known',
      requirements: ['R96'],
      source: 'RFC 6749 §10.12',
      says: 'decision is allow or deny, sent once.',
      message: 'decision is missing or unknown. Send decision=allow or decision=deny.',
      verdict: badRequest,
    },
    (read) => {
      const answer = answerOf(read);
      return answer === undefined ? undefined : { consentToken: read.consentToken, answer, scopeNotAsked: 'ignored' };
    },
  );
