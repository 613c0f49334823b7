import {
  authenticateStage,
  Broken,
  hashCode,
  type PostedTokenRequest,
  readParams,
  type Redeemed,
  redeemStage,
  redemptionStage,
  rejectTaken,
  rejectToken,
  type TokenRejection,
  tokenRequestStage,
} from '@codegrant/core';
import { findClient } from '../ports/find-client.ts';
import type { Parts } from '../options/options.ts';
import { takeCode } from '../ports/take-code.ts';

/** The driver of core's `decideRedemption`. A code is taken only for a client that has authenticated. */
export const redeemCode = async <Context>(
  { form, authorization }: PostedTokenRequest,
  parts: Parts<Context>,
): Promise<Redeemed | TokenRejection> => {
  const { sha256 } = parts;
  const request = tokenRequestStage.run({ params: readParams(form), authorization });
  if (request instanceof Broken) return rejectToken(request.rule);

  const client = await findClient(request.credentials.clientId, parts);
  const about = { clientId: client?.client_id };
  const authenticated = authenticateStage.run({ request, client, sha256 });
  if (authenticated instanceof Broken) return rejectToken(authenticated.rule, about);

  const redemption = redemptionStage.run(authenticated);
  if (redemption instanceof Broken) return rejectToken(redemption.rule, about);

  const taken = await takeCode(hashCode(redemption.code, sha256), parts);
  const redeemed = redeemStage.run({ redemption, taken, now: parts.now(), sha256 });
  return redeemed instanceof Broken ? rejectTaken(redeemed, taken, about) : redeemed;
};
