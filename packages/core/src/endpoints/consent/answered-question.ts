import { badRequest, type RefusalVerdict } from '../../errors/refusal.ts';
import { type Brand, prove } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { GivenConsentAnswer, OwnerDecision } from './consent-form.ts';
import type { OpenQuestion } from './open-question.ts';

/** A consent request, and the answer. */
interface GivenAnswer {
  readonly question: OpenQuestion;
  readonly given: GivenConsentAnswer<OwnerDecision>;
}

/** A consent request, and an answer that fits it. */
export type AnsweredQuestion = Brand<GivenAnswer, 'AnsweredQuestion'>;

const namesOnlyAsked = ({ question, given: { answer } }: GivenAnswer): boolean =>
  answer.kind === 'deny' ||
  answer.scope === 'asAsked' ||
  answer.scope.every((scope) => scope === '' || question.askedScope.includes(scope));

/** An invalid answer is refused before the token is marked as used, so the user can answer again. */
export const answeredQuestionStage: Stage<GivenAnswer, AnsweredQuestion, RefusalVerdict> = /* @__PURE__ */ stage<
  GivenAnswer,
  RefusalVerdict
>().refine(
  {
    name: 'consent-scope-asked',
    requirements: ['R91', 'R96'],
    source: 'RFC 6749 §3.3',
    message:
      'scope contains a scope that was not requested. Send only identifiers from requested_scopes, with one space between them.',
    verdict: badRequest,
  },
  (answered) =>
    answered.given.scopeNotAsked === 'ignored' || namesOnlyAsked(answered)
      ? prove<AnsweredQuestion>(answered)
      : undefined,
);
