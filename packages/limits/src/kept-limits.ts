import { defineLimits, type LimitAnswer, type LimitsSettings, type ServerLimits } from '@codegrant/server';
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { defaultRules, type LimitRule, type LimitRules } from './limit-rules.ts';

/** Limits that an app can use for its own actions too. */
export interface KeptLimits<Context> extends ServerLimits<Context> {
  /** Adds a cost to a key: see `Limits` of `@codegrant/server`. The part of the key before the first colon is the name of a rule. */
  readonly take: (key: string, cost: number) => Promise<LimitAnswer>;
  /** Forgets what was added to a key, for example after a right password. */
  readonly forget: (key: string) => Promise<void>;
}

/** Counts the actions of one rule. */
export type Limiter = Pick<RateLimiterAbstract, 'consume' | 'get' | 'delete'>;

/** A rule, and what counts its actions. */
interface CountedRule {
  readonly rule: LimitRule;
  readonly limiter: Limiter;
}

const allowed: LimitAnswer = { allowed: true };

const refused = ({ msBeforeNext }: RateLimiterRes): LimitAnswer => ({
  allowed: false,
  retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
});

const ask = async (key: string, { rule, limiter }: CountedRule): Promise<LimitAnswer> => {
  const counted = await limiter.get(key);
  // In memory, a count can be there for a moment after its time is over.
  return counted === null || counted.msBeforeNext <= 0 || counted.consumedPoints < rule.points
    ? allowed
    : refused(counted);
};

const add = async (key: string, cost: number, { limiter }: CountedRule): Promise<LimitAnswer> => {
  try {
    await limiter.consume(key, cost);
    return allowed;
  } catch (cause) {
    if (cause instanceof RateLimiterRes) return refused(cause);
    throw cause;
  }
};

const countedRules = (
  rules: LimitRules,
  limiterOf: (rule: LimitRule) => Limiter,
): ReadonlyMap<string, CountedRule | undefined> =>
  new Map(
    Object.entries<LimitRule | 'unlimited'>({ ...defaultRules, ...rules }).map(([action, rule]) => [
      action,
      rule === 'unlimited' ? undefined : { rule, limiter: limiterOf(rule) },
    ]),
  );

/**
 * Limits over what counts the actions.
 *
 * @param limiterOf makes what counts the actions of a rule
 */
export const keptLimits = <Context>(
  rules: LimitRules,
  callerOf: LimitsSettings<Context>['callerOf'],
  limiterOf: (rule: LimitRule) => Limiter,
): KeptLimits<Context> => {
  const counted = countedRules(rules, limiterOf);
  const ruleOf = (key: string): CountedRule | undefined => {
    const [action = ''] = key.split(':', 1);
    if (!counted.has(action))
      throw new TypeError(
        `The limits have no rule for ${JSON.stringify(action)}. Add it to rules: { points, seconds }.`,
      );
    return counted.get(action);
  };
  const take = async (key: string, cost: number): Promise<LimitAnswer> => {
    if (!Number.isSafeInteger(cost) || cost < 0)
      throw new TypeError(`limits.take needs a cost that is a whole number from 0, not ${String(cost)}.`);
    const rule = ruleOf(key);
    if (rule === undefined) return allowed;
    return cost === 0 ? ask(key, rule) : add(key, cost, rule);
  };
  const forget = async (key: string): Promise<void> => void (await ruleOf(key)?.limiter.delete(key));
  return { ...defineLimits<Context>({ take, callerOf }), take, forget };
};
