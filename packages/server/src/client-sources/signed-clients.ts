import type { ConsentKeys } from '@codegrant/core';
import {
  isSignedClientId,
  longestSignedRegistration,
  readSelfRegistered,
  signClientId,
  verifyClientId,
} from '@codegrant/core/internal';
import type { SelfRegisteredClients } from './self-registered-clients.ts';

const secondsOfDay = 86_400;

/**
 * Clients whose client_id contains their registration. Nothing is stored.
 *
 * @param lifetimeDays how long a registration is valid, in days after the day on which it was made. `undefined`: as long as its key
 */
export const signedClients = (keys: ConsentKeys, lifetimeDays: number | undefined): SelfRegisteredClients => ({
  clientTypes: 'public',
  longestRegistration: longestSignedRegistration,
  owns: isSignedClientId,
  find: (clientId, allowed, { policy, now }) => {
    const signed = verifyClientId(clientId, policy.issuer, keys);
    if (signed === undefined) return undefined;
    const isExpired = lifetimeDays !== undefined && (signed.day + lifetimeDays + 1) * secondsOfDay <= now();
    return isExpired ? undefined : readSelfRegistered(signed.request, clientId, allowed);
  },
  issue: ({ asked, settings: { policy, now } }) => {
    const day = Math.floor(now() / secondsOfDay);
    return {
      kind: 'issued',
      clientId: signClientId({ request: asked, issuer: policy.issuer, day }, keys),
      secret: undefined,
      // The same registration on the same day gets the same answer.
      issuedAt: day * secondsOfDay,
    };
  },
});
