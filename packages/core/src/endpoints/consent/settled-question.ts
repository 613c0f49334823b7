import type { RefusalVerdict } from '../../errors/refusal.ts';
import { type Brand, prove } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { ConsentAnswer } from '../authorization/consent/consent.ts';
import type { AnsweredQuestion } from './answered-question.ts';

/** An answered consent request, and the answer that was recorded for it first. */
interface RecordedAnswer {
  readonly answered: AnsweredQuestion;
  readonly recorded: string;
}

/** A consent request with the only answer that it will ever have. */
export type SettledQuestion = Brand<
  {
    /** The form-urlencoded string of the authorization request. */
    readonly query: string;
    readonly answer: ConsentAnswer;
  },
  'SettledQuestion'
>;

/**
 * The record of an answer: `deny`, or `allow` and the chosen scopes in the order of the consent request. A required
 * scope is in the record only if the answer names it.
 */
export const answerRecord = ({ question: { askedScope }, given: { answer } }: AnsweredQuestion): string => {
  if (answer.kind === 'deny') return 'deny';
  const { scope } = answer;
  const chosen = scope === 'asAsked' ? askedScope : askedScope.filter((asked) => scope.includes(asked));
  return ['allow', ...chosen].join(' ');
};

/** An answer grants only what was requested on the page, not what is requested since. */
const bounded = ({ question, given: { answer } }: AnsweredQuestion): ConsentAnswer =>
  answer.kind === 'allow' ? { ...answer, asked: question.askedScope, askedResources: question.askedResources } : answer;

/**
 * RFC 6749 §10.12: a consent request has one answer. The same answer may arrive again, because a browser drops the reply
 * to a first click when the user clicks twice.
 */
export const settledQuestionStage: Stage<RecordedAnswer, SettledQuestion, RefusalVerdict> = /* @__PURE__ */ stage<
  RecordedAnswer,
  RefusalVerdict
>().refine(
  {
    name: 'consent-answered-once',
    requirements: ['R96', 'R108', 'R198'],
    source: 'RFC 6749 §10.12',
    message: 'You already made a different decision on this request. The first decision counts. Go back to the app.',
    verdict: { status: 400, jsonStatus: 422, error: 'consent_token_spent' },
  },
  ({ answered, recorded }) =>
    recorded === answerRecord(answered)
      ? prove<SettledQuestion>({ query: answered.question.query, answer: bounded(answered) })
      : undefined,
);
