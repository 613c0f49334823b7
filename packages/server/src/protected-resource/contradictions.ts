import { comparableResource } from '@codegrant/core/internal';
import { policyOf } from '../endpoints/settings-of-server.ts';
import { problem } from './option-checks.ts';
import type { ProtectedResourceOptions } from './protected-resource-options.ts';

const isAmong = (uris: readonly string[], uri: string): boolean =>
  uris.some((each) => comparableResource(each) === comparableResource(uri));

/**
 * Returns what the policy of an authorization server in the same process contradicts, each as a sentence. Clients could get no access token
 * that the API accepts. With `tokens: { find: server.find }`, nothing is compared.
 */
export const contradictions = ({
  tokens,
  resource,
  authorizationServers,
}: Partial<ProtectedResourceOptions>): readonly string[] => {
  const policy = policyOf(tokens);
  if (policy === undefined) return [];
  const { issuer } = policy;
  const known = [...policy.resources.keys()];
  return [
    ...problem(
      typeof resource !== 'string' || known.length === 0 || isAmong(known, resource),
      `resource ${JSON.stringify(resource)} is not in resources of the policy, so every access token would be refused. The policy has ${known.join(', ')}.`,
    ),
    // Clients compare the issuer in the metadata byte for byte (RFC 8414 §3.3).
    ...problem(
      !Array.isArray(authorizationServers) || authorizationServers.includes(issuer),
      `authorizationServers must contain the issuer of tokens, exactly as in its policy: ${JSON.stringify(issuer)}.`,
    ),
  ];
};
