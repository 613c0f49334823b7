import { BoundedMemory } from './bounded-memory.ts';
import { type KeptLimits, keptLimits } from './kept-limits.ts';
import {
  defaultMaximumKeys,
  type LimitsOptions,
  limitsOptionsProblems,
  refuseProblems,
  unknownSettings,
} from './limits-options.ts';

/**
 * Limits in memory, for a server that is one process: several processes each have a limit of their own.
 *
 * @throws {InvalidSettings} if a setting is invalid
 * @example
 * const server = createAuthorizationServer({
 *   ...options,
 *   limits: memoryLimits({ callerOf: (request) => networkOf(request.socket.remoteAddress) }),
 * });
 */
export const memoryLimits = <Context = unknown>(settings: LimitsOptions<Context> = {}): KeptLimits<Context> => {
  refuseProblems('memoryLimits', [
    ...limitsOptionsProblems(settings),
    ...unknownSettings(settings, ['rules', 'callerOf', 'maximumKeys']),
  ]);
  const { rules = {}, callerOf, maximumKeys = defaultMaximumKeys } = settings;
  return keptLimits(rules, callerOf, (rule) => new BoundedMemory(rule, maximumKeys));
};
