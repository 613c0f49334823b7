import type { Policy } from '../settings/policy.ts';
import type { Client } from './client.ts';

/** The grant types that RFC 7591 §2 and RFC 8628 §3.4 name. A registration from elsewhere may have them, and clients list them to be safe. */
const standardGrantTypes: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'implicit',
  'password',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:saml2-bearer',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:token-exchange',
]);

const isKnown = (grantType: string, ownGrantTypes: readonly string[]): boolean =>
  standardGrantTypes.has(grantType) || ownGrantTypes.includes(grantType);

/**
 * Returns the grant types that a client is registered for, but that the server does not have, each as a sentence. A standard grant type
 * that the server does not support is none of them, except `client_credentials`: a client with it needs nothing else.
 *
 * @param ownGrantTypes the names in the option `grantTypes` of the server
 */
export const grantTypeConflicts = (
  { grant_types }: Client,
  { clientCredentials }: Policy,
  ownGrantTypes: readonly string[],
): readonly string[] => [
  ...grant_types
    .filter((grantType) => !isKnown(grantType, ownGrantTypes))
    .map(
      (grantType) =>
        `grant_types names ${grantType}, which is no grant type of the server: correct its spelling, add it to grantTypes, or ` +
        'remove it from grant_types of the client.',
    ),
  ...(grant_types.includes('client_credentials') && clientCredentials === 'never'
    ? [
        'grant_types client_credentials is registered for the client, but policy.clientCredentials is never: ' +
          'set it to ifRegistered, or remove client_credentials from grant_types of the client.',
      ]
    : []),
];
