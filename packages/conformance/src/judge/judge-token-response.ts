import { errorIn } from './error-in.ts';
import { found, type Verdict, verdictOf } from './verdict.ts';
import type { WireResponse } from '../wire/send.ts';
import type { RedemptionVector } from '../vectors/redemption-vector.ts';

/** Judges a server's response to a token request that is invalid with any stored code. */
export const judgeTokenResponse = (
  vector: RedemptionVector,
  { status, body }: WireResponse,
  strict: boolean,
): Verdict => {
  const came = `${status} ${String(errorIn(body))}`;
  if (status >= 500) return verdictOf(found('server-error', came), strict);
  if (status < 400) return verdictOf(found('token-without-code', came), strict);
  const { expect } = vector;
  const agrees = expect.kind === 'rejectToken' && came === `${expect.status} ${expect.error}`;
  return verdictOf(agrees ? [] : found('other-token-error', came), strict);
};
