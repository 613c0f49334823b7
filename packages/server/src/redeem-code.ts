import {
  authenticateStage,
  Broken,
  type FormInput,
  hashCode,
  readParams,
  type Redeemed,
  redeemStage,
  redemptionStage,
  rejectToken,
  type TokenRejection,
  tokenRequestStage,
} from '@codegrant/core';
import type { Parts } from './options.ts';

/** A token request as it arrived. */
export interface PostedTokenRequest {
  readonly form: FormInput;
  readonly authorization: string | undefined;
}

/** OAuth 2.1 §7.5.2: tokens are taken back only where the second use is right in all else. */
const rejectTaken = async <Context>(
  { rule }: Broken<TokenRejection['rule']['verdict']>,
  codeHash: string,
  { tokens }: Parts<Context>,
): Promise<TokenRejection> => {
  if (rule.verdict.revoke === 'tokens') await tokens.revoke(codeHash);
  return rejectToken(rule);
};

/** The driver of the token endpoint's rules. A code is taken only for a client that has authenticated. */
export const redeemCode = async <Context>(
  { form, authorization }: PostedTokenRequest,
  parts: Parts<Context>,
): Promise<Redeemed | TokenRejection> => {
  const { clients, store, sha256 } = parts;
  const request = tokenRequestStage.run({ params: readParams(form), authorization });
  if (request instanceof Broken) return rejectToken(request.rule);

  const client = (await clients.find(request.credentials.clientId)) ?? undefined;
  const authenticated = authenticateStage.run({ request, client, sha256 });
  if (authenticated instanceof Broken) return rejectToken(authenticated.rule);

  const redemption = redemptionStage.run(authenticated);
  if (redemption instanceof Broken) return rejectToken(redemption.rule);

  const codeHash = hashCode(redemption.code, sha256);
  const taken = (await store.takeCode(codeHash)) ?? undefined;
  const redeemed = redeemStage.run({ redemption, taken, now: parts.now(), sha256 });
  return redeemed instanceof Broken ? rejectTaken(redeemed, codeHash, parts) : redeemed;
};
