import type { RefusalVerdict } from '../../errors/refusal.ts';
import type { Brand } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { ConsentAnswer } from '../authorization/consent/consent.ts';
import type { AnsweredQuestion } from './answered-question.ts';

/** An answered consent request, and whether its token was used for the first time. */
interface SpentConsentToken {
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
