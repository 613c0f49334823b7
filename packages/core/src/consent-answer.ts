import type { ConsentTokenContent, OpenedConsentToken } from './consent-token.ts';
import { type FormInput, readAll, readParams } from './read-params.ts';
import type { RefusalVerdict } from './refusal.ts';
import type { ConsentAnswer, Owner } from './settle.ts';
import { type Stage, stage } from './stage.ts';

/** What the consent page's form says. */
export interface GivenConsentAnswer {
  readonly consentToken: string;
  readonly answer: ConsentAnswer;
}

/** A consent token that was opened, who is at the browser, and the answer that came with it. */
export interface LookedUpConsentToken {
  readonly given: GivenConsentAnswer;
  readonly opened: OpenedConsentToken;
  readonly owner: Owner | undefined;
}

/** An answer to a question that was put to the owner who now answers it. */
export interface AnsweredConsentToken {
  readonly content: ConsentTokenContent;
  readonly answer: ConsentAnswer;
}

/** An answered token, and what the store said when it was spent. */
export interface SpentConsentToken {
  readonly answered: AnsweredConsentToken;
  readonly firstUse: boolean;
}

interface ReadForm {
  readonly form: FormInput;
  readonly values: ReadonlyMap<string, string>;
}

const badRequest: RefusalVerdict = { status: 400 };

const answerOf = ({ form, values }: ReadForm): ConsentAnswer | undefined => {
  switch (values.get('decision')) {
    case 'deny':
      return { kind: 'deny' };
    case 'allow': {
      const scope = readAll(form, 'scope').flatMap((value) => value.split(' '));
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
      const { values } = readParams(form);
      const consentToken = values.get('consent_token');
      return consentToken === undefined ? undefined : { consentToken, form, values };
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
      return answer === undefined ? undefined : { consentToken: read.consentToken, answer };
    },
  );

/** RFC 6749 §10.12: an answer counts only from the owner who was asked. */
export const consentTokenStage: Stage<LookedUpConsentToken, AnsweredConsentToken, RefusalVerdict> = stage<
  LookedUpConsentToken,
  RefusalVerdict
>()
  .require(
    {
      name: 'consent-token-unexpired',
      requirements: ['R96', 'R108'],
      source: 'RFC 6749 §10.12',
      says: 'The consent token has not expired.',
      message: 'The question has waited too long for its answer. Go back to the app and start again.',
      verdict: badRequest,
    },
    ({ opened }) => opened.kind !== 'expired',
  )
  .refine(
    {
      name: 'consent-token-sealed',
      requirements: ['R96', 'R108'],
      source: 'RFC 6749 §10.12',
      says: 'The consent token was sealed here, and not changed since.',
      message: 'The question was not asked here, or was changed on the way. Go back to the app and start again.',
      verdict: badRequest,
    },
    ({ given, opened, owner }) =>
      opened.kind === 'open' ? { answer: given.answer, content: opened.content, owner } : undefined,
  )
  .refine(
    {
      name: 'consent-token-of-owner',
      requirements: ['R96', 'R108'],
      source: 'RFC 6749 §10.12',
      says: 'Whoever answers is the owner who was asked, still signed in.',
      message:
        'The question was put to somebody else, or you are signed out by now. Go back to the app and start again.',
      verdict: { status: 403 },
    },
    ({ answer, content, owner }) => (owner?.subject === content.subject ? { answer, content } : undefined),
  );

/** RFC 6749 §10.12: a question is answered once. */
export const consentTokenUnspentStage: Stage<SpentConsentToken, AnsweredConsentToken, RefusalVerdict> = stage<
  SpentConsentToken,
  RefusalVerdict
>().refine(
  {
    name: 'consent-token-unspent',
    requirements: ['R96', 'R108'],
    source: 'RFC 6749 §10.12',
    says: 'The question was not answered before.',
    message: 'The question was answered before. Go back to the app; if it got no answer, start again.',
    verdict: badRequest,
  },
  ({ answered, firstUse }) => (firstUse ? answered : undefined),
);
