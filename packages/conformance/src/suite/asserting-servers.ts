import type { AssertionVerdict, ServerOptions } from '@codegrant/server';
import { serveAssertions } from '@codegrant/server/internal';
import { assertionSettings, verdictOf } from '../expected/client-assertion-vector.ts';
import { clientAssertionVectors } from '../vectors/client-assertion-vectors.ts';

const verdicts: ReadonlyMap<string | null, AssertionVerdict> = new Map(
  clientAssertionVectors.flatMap(({ vectors }) =>
    vectors.map((vector) => [new URLSearchParams(vector.request.form).get('client_assertion'), verdictOf(vector)]),
  ),
);

const verify = (assertion: string): Promise<AssertionVerdict> => {
  const verdict = verdicts.get(assertion);
  return verdict === undefined
    ? Promise.reject(new Error('The vectors have no such assertion.'))
    : Promise.resolve(verdict);
};

/** The options of a server that reads client assertions. The vectors say what the verification of a signature finds. */
export const assertingServer = (audience: 'issuer' | 'tokenEndpoint'): Partial<ServerOptions<unknown>> => ({
  clientAssertions: serveAssertions({ ...assertionSettings, audience, verify, conflicts: () => [] }),
  // Each use of an assertion is recorded with other random bytes. No response has them.
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
});
