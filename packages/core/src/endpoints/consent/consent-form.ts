import { type FormInput, type Params, readAll, readParams } from '../../encoding/read-params.ts';
import type { RefusalVerdict } from '../../errors/refusal.ts';
import { type Stage, stage } from '../../rules/stage.ts';

/** What the owner answers: to a question that is named by its token. */
export interface GivenConsentAnswer {
  readonly consentToken: string;
  readonly answer:
    | { readonly kind: 'deny' }
    /** These scopes, of those that were asked for; or all that was asked for. */
    | { readonly kind: 'allow'; readonly scope: readonly string[] | 'asAsked' };
  /** What becomes of a scope that was not asked for: the author of a program should hear of it, the person at a form can do nothing. */
  readonly scopeNotAsked: 'ignored' | 'refused';
}

interface ReadForm {
  readonly form: FormInput;
  readonly params: Params;
}

const badRequest: RefusalVerdict = { status: 400 };

/** `scope[]`, `scope.x`, `scopes`: a choice, under a name that is not read. */
const isMisspeltScope = (name: string): boolean => name !== 'scope' && /^scopes?(?:\W|$)/i.test(name);

const answerOf = (read: ReadForm): GivenConsentAnswer['answer'] | undefined => {
  switch (read.params.values.get('decision')) {
    case 'deny':
      return { kind: 'deny' };
    case 'allow': {
      const scope = readAll(read.form, 'scope').flatMap((value) => value.split(' '));
      // A page that lets people choose sends an empty scope along, so that choosing none is not taken for not being asked.
      return { kind: 'allow', scope: scope.length === 0 ? 'asAsked' : scope };
    }
    default:
      return undefined;
  }
};

/** What the consent page's form must hold. */
export const consentFormStage: Stage<FormInput, GivenConsentAnswer, RefusalVerdict> = stage<FormInput, RefusalVerdict>()
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
  .require(
    {
      name: 'consent-scope-readable',
      requirements: ['R22', 'R96'],
      source: 'RFC 6749 §10.12',
      says: 'A choice of scopes is sent in parameters named scope, and under no name that is like it.',
      // A page without any choice allows all, so a choice that is not understood must not be taken for none.
      message:
        'The choice of scopes can not be read. Send a parameter of the name scope for each of them, without brackets, in UTF-8.',
      verdict: badRequest,
    },
    ({ params }) => !params.malformed.has('scope') && !Array.from(params.names).some(isMisspeltScope),
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
