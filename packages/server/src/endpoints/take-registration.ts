import type { Limits } from '../ports/limits.ts';
import { LimitReached } from '../ports/limit-reached.ts';

/** Counts a registration. @throws {LimitReached} if there were too many */
export const takeRegistration = async (limits: Limits | undefined): Promise<void> => {
  const answer = await limits?.take('register', 1);
  if (answer?.allowed === false)
    throw new LimitReached('Too many clients registered themselves.', answer.retryAfterSeconds);
};
