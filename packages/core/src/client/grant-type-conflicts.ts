import type { Client } from './client.ts';

/**
 * Names that are no conflict even if the server does not have them. Every server knows the first two. RFC 7591 §2 and RFC 8628 §3.4 name
 * the others, and a registration from elsewhere may have them: clients list them to be safe. `client_credentials` is not among them: a
 * client with it needs nothing else.
 */
const knownGrantType =
  /^(authorization_code|refresh_token|implicit|password|urn:ietf:params:oauth:grant-type:(jwt-bearer|saml2-bearer|device_code|token-exchange))$/;

/**
 * Returns the grant types that a client is registered for, but that the server does not have, each as a sentence. A standard grant type
 * that the server does not support is none of them, except `client_credentials`.
 *
 * @param grantTypes the names in the option `grantTypes` of the server
 */
export const grantTypeConflicts = ({ grant_types }: Client, grantTypes: readonly string[]): readonly string[] =>
  grant_types
    .filter((grantType) => !knownGrantType.test(grantType) && !grantTypes.includes(grantType))
    .map(
      (grantType) =>
        `grant_types names ${grantType}, which the option grantTypes does not have: add it there, correct its spelling, or ` +
        'remove it from grant_types of the client.',
    );
