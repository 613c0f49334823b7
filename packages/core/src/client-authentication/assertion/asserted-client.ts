import { sha256 as plainSha256, type Sha256 } from '../../crypto/digest.ts';
import { rejectToken, type TokenRejection, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import type { Rule } from '../../rules/rule.ts';
import { Broken } from '../../rules/stage.ts';
import type { AssertionPorts } from './assertion-ports.ts';
import type { AssertionSettings } from './assertion-settings.ts';
import type { ClientRequest } from '../credentials.ts';
import { clientScheme } from '../requesting-client.ts';
import type { RequestingClient } from '../authenticate-client.ts';
import { clockToleranceSeconds } from './assertion-times.ts';
import { type ReadAssertion, readAssertionStage } from './read-assertion.ts';
import { readableAssertionStage } from './readable-assertion.ts';
import { sendsAssertion, sentAssertionStage } from './sent-assertion.ts';
import { assertingClientStage, newAssertionStage, signedAssertionStage } from './verified-assertion.ts';

/** RFC 7523 §3: `jti` is unique among the assertions of one client. As JSON, no two pairs have the same string. */
const idOf = ({ clientId, id }: ReadAssertion, sha256: Sha256 = plainSha256): string =>
  `assertion:${sha256(JSON.stringify([clientId, id]))}`;

/**
 * A client that authenticates with a signed JWT (`private_key_jwt`): parameters → what the assertion says → client → signature → first use.
 *
 * @returns the client, or the error. `undefined` if the request has no client assertion
 * @see RFC 7521 §4.2 and RFC 7523 §2.2 and §3
 */
export function* assertedClient<Pause>(
  request: ClientRequest,
  settings: AssertionSettings,
  sha256: Sha256 | undefined,
  ports: Asked<Pause, AssertionPorts>,
): Flow<Pause, RequestingClient | TokenRejection | undefined> {
  if (!sendsAssertion(request.params)) return undefined;
  const sent = sentAssertionStage.run(request);
  if (sent instanceof Broken) return rejectToken(sent.rule, { scheme: clientScheme(request.authorization) });
  const readable = readableAssertionStage.run({ sent, settings, now: yield* ports.now() });
  if (readable instanceof Broken) return rejectToken(readable.rule);
  const read = readAssertionStage.run(readable);
  if (read instanceof Broken) return rejectToken(read.rule);

  const found = yield* ports.findClient(read.clientId);
  const reject = (rule: Rule<TokenRejectionVerdict>): TokenRejection =>
    rejectToken(rule, { clientId: found?.client_id });
  const asserting = assertingClientStage.run({ read, client: found });
  if (asserting instanceof Broken) return reject(asserting.rule);
  const { client } = asserting;
  const verdict = yield* ports.verifyAssertion(read.assertion, client);
  const signed = signedAssertionStage.run({ read, client, verdict });
  if (signed instanceof Broken) return reject(signed.rule);
  // The keys may take seconds to fetch. The store forgets the use of an assertion when the assertion has expired.
  const current = readAssertionStage.run({ ...readable, now: yield* ports.now() });
  if (current instanceof Broken) return reject(current.rule);
  // As long as its times would let it pass.
  const until = Math.ceil(read.expiresAt) + clockToleranceSeconds;
  const isFirstUse = yield* ports.useAssertion(idOf(read, sha256), until);
  const authenticated = newAssertionStage.run({ read, client, isFirstUse });
  if (authenticated instanceof Broken) return reject(authenticated.rule);
  return { kind: 'client', authenticated, scheme: undefined };
}
