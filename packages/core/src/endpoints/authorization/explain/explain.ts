import { type FormInput, readParams } from '../../../encoding/read-params.ts';
import type { RuleName } from '../../../rules/rule-name.ts';
import { ruleSentences } from '../../../rules/rule-sentences.ts';
import type { Rule } from '../../../rules/rule.ts';
import { authorizationRules } from '../authorization-rules.ts';
import { decide, type Facts } from '../decide.ts';
import type { Decision } from '../decision.ts';
import { adviceFor } from './advice.ts';
import { ignoredResourceNotes } from './resource-advice.ts';

/** The outcome of one rule. */
export interface ExplainedRule {
  readonly name: RuleName;
  readonly requirements: Rule<unknown>['requirements'];
  readonly source: string;
  /** What the rule requires, as a sentence. */
  readonly says: string;
  readonly outcome: 'passed' | 'failed' | 'notReached';
}

/** A decision, with the outcome of every rule in the order in which the rules are applied. */
export interface Explanation {
  readonly decision: Decision;
  readonly rules: readonly ExplainedRule[];
  /**
   * What the developer of the client must change. `undefined` if nothing failed. It may repeat parts of the request.
   */
  readonly advice: string | undefined;
  /** What is no mistake, but may surprise, such as a parameter that the server ignores. */
  readonly notes: readonly string[];
}

/** The rule that determined the decision. `undefined` if every rule passed. */
const brokenBy = (decision: Decision): RuleName | undefined => {
  switch (decision.kind) {
    case 'refuse':
    case 'reject':
      return decision.rule.name;
    case 'signIn':
      return 'owner-signed-in';
    case 'askConsent':
      return 'owner-consented';
    case 'issue':
      return undefined;
  }
};

const outcomeOf = (index: number, broken: number): ExplainedRule['outcome'] => {
  if (broken === -1 || index < broken) return 'passed';
  return index === broken ? 'failed' : 'notReached';
};

const explained = (
  { name, requirements, source }: Rule<unknown>,
  outcome: ExplainedRule['outcome'],
): ExplainedRule => ({
  name,
  requirements,
  source,
  says: ruleSentences[name],
  outcome,
});

const adviceOn = (rule: Rule<unknown>, form: FormInput, { client, policy }: Facts): string => {
  const params = readParams(form);
  const clientId = params.values.get('client_id');
  const known = clientId === undefined ? undefined : client(clientId);
  return adviceFor({ rule: rule.name, message: rule.message, params, client: known, policy });
};

/** Why no redirect follows an error that other clients receive. */
const errorPageNotes = (decision: Decision): readonly string[] =>
  decision.kind === 'reject' && !decision.client.trusted
    ? [
        `The client is not trusted, and its origin is ${decision.client.origin}: the error stays on a page of the server, with a link to the redirect URI (RFC 9700 §4.11.2). If you trust the publisher of the client, set trusted in its registration.`,
      ]
    : [];

/**
 * Explains a decision for logs, tests and developers. Never show it in a browser in production. It calls {@link decide}
 * and reads the same rules, so it always agrees with it.
 *
 * @example
 * const { advice } = explain('client_id=app&redirect_uri=https://app.example/cb/', facts);
 * // redirect_uri "https://app.example/cb/" is not registered for this client. The nearest registered redirect URI is …
 */
export const explain = (form: FormInput, facts: Facts): Explanation => {
  const decision = decide(form, facts);
  const name = brokenBy(decision);
  const broken = authorizationRules.findIndex((rule) => rule.name === name);
  const rule = authorizationRules[broken];
  return {
    decision,
    rules: authorizationRules.map((each, index) => explained(each, outcomeOf(index, broken))),
    advice: rule === undefined ? undefined : adviceOn(rule, form, facts),
    notes: [...ignoredResourceNotes({ params: readParams(form), policy: facts.policy }), ...errorPageNotes(decision)],
  };
};

const marks = { passed: '✓', failed: '✗', notReached: '·' } as const;

/**
 * Formats an explanation: a line for each rule, the advice below the rule that failed, and the notes.
 *
 * @example
 * console.error(formatExplanation(explain(query, facts)));
 */
export const formatExplanation = ({ rules, advice, notes }: Explanation): string =>
  [
    ...rules.flatMap(({ name, requirements, source, says, outcome }) => [
      `${marks[outcome]} ${name} (${requirements.join(', ')}; ${source}): ${says}`,
      ...(outcome === 'failed' && advice !== undefined ? [`  → ${advice}`] : []),
    ]),
    ...notes.map((note) => `Note: ${note}`),
  ].join('\n');
