import { authenticateStage } from '../../client-authentication/authenticate-client.ts';
import { credentialsStage } from '../../client-authentication/credentials.ts';
import { hashCode } from '../../code/code-record.ts';
import type { TakenCode } from '../../code/taken-code.ts';
import type { Sha256 } from '../../crypto/digest.ts';
import { type FormInput, readParams } from '../../encoding/read-params.ts';
import { rejectToken, type TokenRejection } from '../../errors/token-rejection.ts';
import { callOf, type Flow } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import type { ClientPorts } from '../authorization/request/bind-request.ts';
import { type Redeemed, redeemStage } from './authorization-code/redeem.ts';
import { redemptionStage } from './authorization-code/redemption.ts';
import { tokenRequestStage } from './token-request.ts';

/** A posted token request. */
export interface PostedTokenRequest {
  /** The raw string of the form, or its pairs. */
  readonly form: FormInput;
  /** The Authorization header. Only the Basic scheme is read. */
  readonly authorization: string | undefined;
}

/** The ports of the flow. */
export interface TokenPorts extends ClientPorts {
  /** Takes the code with this hash: see {@link TakenCode}. Called at most once, after the client has authenticated. */
  readonly takeCode: (codeHash: string) => TakenCode | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

const call = callOf<TokenPorts>();

/**
 * The token endpoint: token request → credentials → client → redemption → code. A code is taken only after the client
 * has authenticated.
 *
 * @param sha256 the platform's synchronous SHA-256. Default: one in plain JavaScript
 * @see RFC 6749 §4.1.3 and §5, RFC 7636 §4.5 and §4.6
 */
export function* token(
  { form, authorization }: PostedTokenRequest,
  sha256?: Sha256,
): Flow<TokenPorts, Redeemed | TokenRejection> {
  const received = tokenRequestStage.run({ params: readParams(form), authorization });
  if (received instanceof Broken) return rejectToken(received.rule);
  const request = credentialsStage.run(received);
  if (request instanceof Broken) return rejectToken(request.rule);

  const client = yield* call('findClient', request.credentials.clientId);
  const about = { clientId: client?.client_id };
  const authenticated = authenticateStage.run({ request, client, sha256 });
  if (authenticated instanceof Broken) return rejectToken(authenticated.rule, about);

  const redemption = redemptionStage.run(authenticated);
  if (redemption instanceof Broken) return rejectToken(redemption.rule, about);

  const taken = yield* call('takeCode', hashCode(redemption.code, sha256));
  const now = yield* call('now');
  const redeemed = redeemStage.run({ redemption, taken, now, sha256 });
  if (redeemed instanceof Broken)
    return rejectToken(redeemed.rule, { ...about, subject: taken?.record.subject, grantId: taken?.record.codeHash });
  return redeemed;
}
