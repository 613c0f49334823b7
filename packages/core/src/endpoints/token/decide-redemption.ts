import { authenticateStage } from '../../client-authentication/authenticate-client.ts';
import type { Client } from '../../client/client.ts';
import type { Sha256 } from '../../crypto/digest.ts';
import { hashCode } from '../authorization/issue.ts';
import { type FormInput, readParams } from '../../encoding/read-params.ts';
import { tokenRequestStage } from './token-request.ts';
import { type Redeemed, redeemStage, type TakenCode } from './authorization-code/redeem.ts';
import { redemptionStage } from './authorization-code/redemption.ts';
import { Broken } from '../../rules/stage.ts';
import { rejectToken, type TokenRejection, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';

/** A token request as it was posted. */
export interface PostedTokenRequest {
  /** The raw text of the form, or the pairs in it. */
  readonly form: FormInput;
  /** The Authorization header. Only the Basic scheme is read. */
  readonly authorization: string | undefined;
}

/** Everything that the outcome of a token request depends on besides the request. */
export interface RedemptionFacts {
  /** The client that is registered under an identifier. */
  readonly client: (clientId: string) => Client | undefined;
  /** Takes the code of this hash: see {@link TakenCode}. Called at most once, for a client that has authenticated. */
  readonly take: (codeHash: string) => TakenCode | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}

/** The rejection of a request whose code was taken already. */
export const rejectTaken = (
  { rule }: Broken<TokenRejectionVerdict>,
  taken: TakenCode | undefined,
  about: Pick<Partial<TokenRejection>, 'clientId'>,
): TokenRejection => rejectToken(rule, { ...about, subject: taken?.record.subject, grantId: taken?.record.codeHash });

/**
 * Decides a token request for the authorization code grant: token request → client → redemption → code.
 *
 * @returns the record that tokens may be issued for, or what the client is told. Where the rule's verdict says `revoke: 'tokens'`,
 *   the tokens of its `grantId` must be taken back.
 * @see RFC 6749 §4.1.3 and §5, RFC 7636 §4.5 and §4.6
 * @example
 * const outcome = decideRedemption({ form: 'grant_type=authorization_code&code=x', authorization: undefined }, {
 *   client: () => undefined,
 *   take: () => undefined,
 *   now: 1_700_000_000,
 * });
 * if (outcome.kind === 'rejectToken') outcome.rule.name; // 'client-named'
 */
export const decideRedemption = (
  { form, authorization }: PostedTokenRequest,
  { client: find, take, now, sha256 }: RedemptionFacts,
): Redeemed | TokenRejection => {
  const request = tokenRequestStage.run({ params: readParams(form), authorization });
  if (request instanceof Broken) return rejectToken(request.rule);

  const client = find(request.credentials.clientId);
  const about = { clientId: client?.client_id };
  const authenticated = authenticateStage.run({ request, client, sha256 });
  if (authenticated instanceof Broken) return rejectToken(authenticated.rule, about);

  const redemption = redemptionStage.run(authenticated);
  if (redemption instanceof Broken) return rejectToken(redemption.rule, about);

  const taken = take(hashCode(redemption.code, sha256));
  const redeemed = redeemStage.run({ redemption, taken, now, sha256 });
  return redeemed instanceof Broken ? rejectTaken(redeemed, taken, about) : redeemed;
};
