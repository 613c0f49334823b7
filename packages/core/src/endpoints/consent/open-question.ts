import type { RefusalVerdict } from '../../errors/refusal.ts';
import type { Brand } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { ConsentTokenContent, VerifiedConsentToken } from '../authorization/consent/consent-token.ts';
import type { ConsentAnswer } from '../authorization/consent/consent.ts';
import type { Owner } from '../authorization/owner/identify.ts';
import type { GivenConsentAnswer } from './consent-form.ts';

/** A verified consent token, the issuer that verified it, and the resource owner in this browser. */
export interface LookedUpConsentToken {
  readonly verified: VerifiedConsentToken;
  readonly issuer: string;
  readonly owner: Owner | undefined;
}

/** The consent request of the resource owner who is signed in now. */
export type OpenQuestion = Brand<
  ConsentTokenContent & { readonly kind: 'open'; readonly owner: Owner },
  'OpenQuestion'
>;

/** A consent request, and the answer. */
export interface GivenAnswer {
  readonly question: OpenQuestion;
  readonly given: GivenConsentAnswer;
}

/** A consent request, and an answer that fits it. */
export type AnsweredQuestion = Brand<GivenAnswer, 'AnsweredQuestion'>;

/** An answered consent request, and whether its token was used for the first time. */
export interface SpentConsentToken {
  readonly answered: AnsweredQuestion;
  readonly firstUse: boolean;
}

/** A consent request that was answered for the first time. */
export type SpentQuestion = Brand<
  {
    /** The form-urlencoded string of the authorization request. */
    readonly query: string;
    readonly answer: ConsentAnswer;
  },
  'SpentQuestion'
>;

/** RFC 6749 §10.12: only the resource owner of a consent request may see it and answer it. */
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
      message: 'This request has expired. Go back to the app and start again.',
      verdict: { status: 400, error: 'consent_token_expired' },
    },
    ({ verified }) => verified.kind !== 'expired',
  )
  .refine(
    {
      name: 'consent-token-signed',
      requirements: ['R96', 'R108'],
      source: 'RFC 6749 §10.12',
      says: 'The consent token was signed by this server and was not changed.',
      message: 'This request is not valid. Go back to the app and start again.',
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
      says: 'The resource owner who was asked gives the answer, and is still signed in.',
      message:
        'This request belongs to another account, or you are no longer signed in. Go back to the app and start again.',
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

/** An invalid answer is refused before the token is marked as used, so the user can answer again. */
export const answeredQuestionStage: Stage<GivenAnswer, AnsweredQuestion, RefusalVerdict> = stage<
  GivenAnswer,
  RefusalVerdict
>().refine(
  {
    name: 'consent-scope-asked',
    requirements: ['R91', 'R96'],
    source: 'RFC 6749 §3.3',
    says: 'A JSON answer names only requested scopes.',
    message:
      'scope contains a scope that was not requested. Send only identifiers from requested_scopes, with one space between them.',
    verdict: { status: 400 },
  },
  (answered) =>
    answered.given.scopeNotAsked === 'ignored' || namesOnlyAsked(answered) ? (answered as AnsweredQuestion) : undefined,
);

/** An answer grants only what was requested on the page, not what is requested since. */
const bounded = ({ question, given: { answer } }: AnsweredQuestion): ConsentAnswer =>
  answer.kind === 'allow' ? { ...answer, asked: question.askedScope } : answer;

/** RFC 6749 §10.12: a consent request is answered once. */
export const consentTokenUnspentStage: Stage<SpentConsentToken, SpentQuestion, RefusalVerdict> = stage<
  SpentConsentToken,
  RefusalVerdict
>().refine(
  {
    name: 'consent-token-unspent',
    requirements: ['R96', 'R108'],
    source: 'RFC 6749 §10.12',
    says: 'The consent request was not answered before.',
    message: 'This request was already answered. Go back to the app. If the app received no answer, start again.',
    verdict: { status: 400, error: 'consent_token_spent' },
  },
  ({ answered, firstUse }) =>
    firstUse ? ({ query: answered.question.query, answer: bounded(answered) } as SpentQuestion) : undefined,
);
