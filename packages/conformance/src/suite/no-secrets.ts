import type { ServerEvent } from '@codegrant/server';
import { fixedCode, fixedRefreshToken, plainRecord, plainRefreshToken } from '../expected/fixed.ts';
import { challenge, verifier } from '../vectors/pkce-example.ts';
import { allVectorClients } from '../vectors/vector-clients.ts';

const clientSecrets: readonly string[] = allVectorClients.flatMap((client) =>
  typeof client === 'object' && client !== null && 'client_secret' in client ? [String(client.client_secret)] : [],
);

/** The secrets in the requests of the vectors. */
const secrets: readonly string[] = [
  // The code that is issued from the fixed random bytes, and the one that is redeemed.
  'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA',
  fixedCode,
  plainRecord.codeHash,
  fixedRefreshToken,
  plainRefreshToken.tokenHash,
  challenge,
  verifier,
  'access-token',
  ...clientSecrets.filter((secret) => secret.length > 5),
  'user-1',
  'xyz',
];

const sentSecretsIn = (text: string): readonly string[] => [
  ...new URLSearchParams(text).getAll('state'),
  ...new URLSearchParams(text).getAll('consent_token'),
];

/** Returns the secrets of a request that occur in the events. */
export const secretsIn = (events: readonly ServerEvent[], request: string): readonly string[] => {
  const reported = JSON.stringify(events);
  // A short string may occur in an event by chance.
  const sent = sentSecretsIn(request).filter((secret) => secret.length > 5);
  return [...secrets, ...sent].filter((secret) => reported.includes(secret));
};
