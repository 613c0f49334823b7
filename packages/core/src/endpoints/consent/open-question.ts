import type { RefusalVerdict } from '../../errors/refusal.ts';
import type { Brand } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { ConsentTokenContent, VerifiedConsentToken } from '../authorization/consent/consent-token.ts';
import type { ConsentAnswer } from '../authorization/consent/consent.ts';
import type { Owner } from '../authorization/owner/identify.ts';
import type { GivenConsentAnswer } from './consent-form.ts';

/** A consent token that was opened, where, and who is at the browser. */
export interface LookedUpConsentToken {
  readonly verified: VerifiedConsentToken;
  readonly issuer: string;
  readonly owner: Owner | undefined;
}

/** A question that was put to the owner who is at the browser now. */
export type OpenQuestion = Brand<
  ConsentTokenContent & { readonly kind: 'open'; readonly owner: Owner },
  'OpenQuestion'
>;

/** An open question, and what the owner is said to answer. */
export interface GivenAnswer {
  readonly question: OpenQuestion;
  readonly given: GivenConsentAnswer;
}

/** An open question, and an answer that fits it. */
export type AnsweredQuestion = Brand<GivenAnswer, 'AnsweredQuestion'>;

/** An answered question, and what the store said when it was spent. */
export interface SpentConsentToken {
  readonly answered: AnsweredQuestion;
  readonly firstUse: boolean;
}

/** A question that was answered now, and never before. */
export type SpentQuestion = Brand<
  {
    /** The request that waited for the answer, as its own text. */
    readonly query: string;
    readonly answer: ConsentAnswer;
  },
  'SpentQuestion'
>;

/** RFC 6749 §10.12: an answer counts only from the owner who was asked, and only the owner is told of the question. */
export const consentTokenStage: Stage<LookedUpConsentToken, OpenQuestion, RefusalVerdict> = stage<
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
      verdict: { status: 400, error: 'consent_token_expired' },
    },
    ({ verified }) => verified.kind !== 'expired',
  )
  .refine(
    {
      name: 'consent-token-signed',
      requirements: ['R96', 'R108'],
      source: 'RFC 6749 §10.12',
      says: 'The consent token was sealed here, and not changed since.',
      message: 'The question was not asked here, or was changed on the way. Go back to the app and start again.',
      verdict: { status: 400, error: 'consent_token_invalid' },
    },
    ({ verified, issuer, owner }) =>
      verified.kind === 'valid' && verified.content.issuer === issuer
        ? { content: verified.content, owner }
        : undefined,
  )
  .refine(
    {
      name: 'consent-token-of-owner',
      requirements: ['R96', 'R108'],
      source: 'RFC 6749 §10.12',
      says: 'Whoever answers is the owner who was asked, still signed in.',
      message:
        'The question was put to somebody else, or you are signed out by now. Go back to the app and start again.',
      verdict: { status: 403, error: 'consent_token_of_another' },
    },
    ({ content, owner }) =>
      owner !== undefined && owner.subject === content.subject
        ? ({ kind: 'open', ...content, owner } as OpenQuestion)
        : undefined,
  );

const namesOnlyAsked = ({ question, given: { answer } }: GivenAnswer): boolean =>
  answer.kind === 'deny' ||
  answer.scope === 'asAsked' ||
  answer.scope.every((scope) => scope === '' || question.askedScope.includes(scope));

/** What is wrong with an answer is told before the question is spent, so that it can be answered better. */
export const answeredQuestionStage: Stage<GivenAnswer, AnsweredQuestion, RefusalVerdict> = stage<
  GivenAnswer,
  RefusalVerdict
>().refine(
  {
    name: 'consent-scope-asked',
    requirements: ['R91', 'R96'],
    source: 'RFC 6749 §3.3',
    says: 'An answer in JSON names only scopes that were asked for.',
    message:
      'scope names one that was not asked for. Send identifiers of requested_scopes with one space between them.',
    verdict: { status: 400 },
  },
  (answered) =>
    answered.given.scopeNotAsked === 'ignored' || namesOnlyAsked(answered) ? (answered as AnsweredQuestion) : undefined,
);

/** An answer can allow what was asked for, and nothing that has come to be asked for since. */
const bounded = ({ question, given: { answer } }: AnsweredQuestion): ConsentAnswer =>
  answer.kind === 'allow' ? { ...answer, asked: question.askedScope } : answer;

/** RFC 6749 §10.12: a question is answered once. */
export const consentTokenUnspentStage: Stage<SpentConsentToken, SpentQuestion, RefusalVerdict> = stage<
  SpentConsentToken,
  RefusalVerdict
>().refine(
  {
    name: 'consent-token-unspent',
    requirements: ['R96', 'R108'],
    source: 'RFC 6749 §10.12',
    says: 'The question was not answered before.',
    message: 'The question was answered before. Go back to the app; if it got no answer, start again.',
    verdict: { status: 400, error: 'consent_token_spent' },
  },
  ({ answered, firstUse }) =>
    firstUse ? ({ query: answered.question.query, answer: bounded(answered) } as SpentQuestion) : undefined,
);
