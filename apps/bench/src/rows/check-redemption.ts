import { tokenBody } from '../workload/token-body.ts';
import type { Workload } from '../workload/workload.ts';
import type { Answer } from './answer.ts';
import { checkIssued, expect, isRefusal } from './check-answer.ts';
import type { Subject } from './subject.ts';

const hasToken = ({ body }: Answer): boolean => body.includes('"access_token"');

/** A code is redeemed, and no second time. */
const checkOnce = (redeemed: Answer, again: Answer): void => {
  expect(redeemed.status === 200 && hasToken(redeemed), 'A code cannot be redeemed', redeemed);
  expect(isRefusal(again) && !hasToken(again), 'A code is redeemed twice', again);
};

/**
 * Checks that a code is redeemed once, and only with its verifier.
 *
 * @throws {Error} if an answer is wrong
 */
export const checkRedemption = async ({ authorize, redeem }: Subject, { requests }: Workload): Promise<void> => {
  const [first, second] = requests.valid;
  if (first === undefined || second === undefined) throw new Error('The check of the codes needs two valid requests.');
  const bodyFor = async (verifier: string): Promise<string> =>
    tokenBody({ ...first, verifier }, checkIssued(await authorize.once(first.query), first));
  const body = await bodyFor(first.verifier);
  checkOnce(await redeem.once(body), await redeem.once(body));
  const stolen = await redeem.once(await bodyFor(second.verifier));
  expect(isRefusal(stolen) && !hasToken(stolen), 'A wrong verifier is accepted', stolen);
};
