/** How often an action may happen. */
export interface LimitRule {
  /** How many times: a whole number from 1. */
  readonly points: number;
  /** In how many seconds, counted from the first time: a whole number from 1 to 2000000 (23 days). */
  readonly seconds: number;
}

/** The rule of each action, by its name. */
export type LimitRules = Readonly<Record<string, LimitRule | 'unlimited'>>;

/**
 * The rules that are not set. Many users of one hosted app register from the address of that app, so many clients can come from one
 * address.
 */
export const defaultRules: Readonly<Record<'register' | 'document' | 'client-secret' | 'sign-in', LimitRule>> = {
  /** A client registers itself. */
  register: { points: 300, seconds: 60 * 60 },
  /** A client metadata document is fetched from a host. */
  document: { points: 60, seconds: 60 },
  /** A wrong secret of a client. */
  'client-secret': { points: 10, seconds: 15 * 60 },
  /** A sign-in on a page of the operator. */
  'sign-in': { points: 10, seconds: 15 * 60 },
};

/** The longest time of a timer in JavaScript is 2147483 seconds. */
const mostSeconds = 2_000_000;

/** Whether a value is a whole number from 1 to the most. */
export const isWhole = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;

const problemsOfRule = (action: string, rule: unknown): readonly string[] => {
  const name = `rules.${action}`;
  if (action === '' || action.includes(':'))
    return [`${name}: an action must have a name without a colon, because the colon ends the name in a key.`];
  if (rule === 'unlimited') return [];
  if (typeof rule !== 'object' || rule === null) return [`${name} must be { points, seconds } or 'unlimited'.`];
  const { points, seconds, ...others }: { points?: unknown; seconds?: unknown } = rule;
  return [
    ...(isWhole(points, Number.MAX_SAFE_INTEGER) ? [] : [`${name}.points must be a whole number from 1.`]),
    ...(isWhole(seconds, mostSeconds) ? [] : [`${name}.seconds must be a whole number from 1 to ${mostSeconds}.`]),
    ...Object.keys(others).map((member) => `${name}.${member} is not a member of a rule: correct its spelling.`),
  ];
};

/** Returns the problems of the setting `rules`. The types say so too, but JavaScript has no types. */
export const rulesProblems = (rules: unknown): readonly string[] => {
  if (rules === undefined) return [];
  if (typeof rules !== 'object' || rules === null) return ['rules must be an object with a rule for each action.'];
  return Object.entries(rules).flatMap(([action, rule]) => problemsOfRule(action, rule));
};
