import { splitScope, splitSpacedScope } from '../encoding/scope.ts';
import type { Policy } from '../settings/policy.ts';
import type { Client } from './client.ts';
import { mayAskFor } from './requestable-scope.ts';

type IsOfResource = (scope: string) => boolean;

// RFC 6749 §3.3: the server may ignore a part of the scope, by its policy.
const sentScope = (
  scope: string,
  { scopes, unknownScope }: Policy,
  isOfResource: IsOfResource,
): readonly string[] | undefined =>
  unknownScope === 'ignore'
    ? splitSpacedScope(scope)?.filter((token) => scopes.has(token) && isOfResource(token))
    : splitScope(scope);

/**
 * The scope that a client requests. RFC 6749 §3.3: an omitted scope means the documented default. So does one of which nothing is left.
 *
 * @param sent the parameter `scope`
 * @param isOfResource whether one of the requested resources has a scope, as far as the resources are known
 * @returns `undefined` if the scope is malformed. Empty if there is no default scope for this client
 */
export const requestedScope = (
  sent: string | undefined,
  client: Client,
  policy: Policy,
  isOfResource: IsOfResource,
): readonly string[] | undefined => {
  const scope = sent === undefined ? [] : sentScope(sent, policy, isOfResource);
  return scope?.length === 0
    ? policy.defaultScope.filter((token) => mayAskFor(client, token, policy) && isOfResource(token))
    : scope;
};
