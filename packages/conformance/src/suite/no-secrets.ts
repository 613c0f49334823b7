import type { ServerEvent } from '@codegrant/server';
import { fixedCode, plainRecord } from '../expected/fixed.ts';
import { vectorClients } from '../vectors/vectors.ts';

const clientSecrets: readonly string[] = vectorClients.flatMap((client) =>
  typeof client === 'object' && client !== null && 'client_secret' in client ? [String(client.client_secret)] : [],
);

/** What every vector's requests are made of that nobody else may learn. */
const secrets: readonly string[] = [
  // The codes: issued from the fixed randomness, and redeemed.
  'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA',
  fixedCode,
  plainRecord.codeHash,
  // RFC 7636 appendix B: the challenge and its verifier.
  'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  'access-token',
  ...clientSecrets.filter((secret) => secret.length > 5),
  'user-1',
  'xyz',
];

const textsIn = (text: string): readonly string[] => [
  ...new URLSearchParams(text).getAll('state'),
  ...new URLSearchParams(text).getAll('consent_token'),
];

/** Finds what was sent in a request and is in the events as well, though it is nobody's business. */
export const secretsIn = (events: readonly ServerEvent[], request: string): readonly string[] => {
  const told = JSON.stringify(events);
  // A text of a few characters may be in a word of ours by chance.
  const sent = textsIn(request).filter((text) => text.length > 5);
  return [...secrets, ...sent].filter((secret) => told.includes(secret));
};
