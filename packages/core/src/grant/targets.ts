import type { Params } from '../encoding/read-params.ts';
import { joinScope } from '../encoding/scope.ts';
import { splitResources } from '../resource/recorded-resources.ts';
import { sentResources } from '../resource/sent-resources.ts';
import { knownResources, resourcesOfScope } from '../settings/known-resources.ts';
import type { Policy } from '../settings/policy.ts';

const none: readonly string[] = [];

/** The record of a code or of a grant, as far as its resources. */
export interface GrantedResources {
  readonly resources: string | undefined;
}

/** The granted resources that the policy still has. Of a record that has lost its resources there are none. */
const grantedResources = ({ resources }: GrantedResources, policy: Policy): readonly string[] =>
  splitResources(resources).filter((uri) => policy.resources.has(uri));

/**
 * The resources that an access token is for: those that the token request names, or every granted one.
 *
 * @returns `undefined` if a resource was not granted, or none is left. Empty only if neither the policy nor the record has
 *   resources: an absent resource never means every resource
 * @see RFC 8707 §2.2
 */
export const targetsOf = (params: Params, record: GrantedResources, policy: Policy): readonly string[] | undefined => {
  if (policy.resources.size === 0 && (record.resources ?? undefined) === undefined) return none;
  const granted = grantedResources(record, policy);
  const sent = sentResources(params);
  const targets = sent?.length === 0 ? granted : sent && knownResources(sent, policy);
  if (targets === undefined || targets.length === 0) return undefined;
  return targets.every((uri) => granted.includes(uri)) ? targets : undefined;
};

/** The part of a granted scope that belongs to the resources. RFC 8707 §2.2: an API learns nothing about the others. */
export const scopeFor = (resources: readonly string[], scope: string, policy: Policy): string =>
  resources.length === 0
    ? scope
    : joinScope(scope.split(' ').filter((token) => resourcesOfScope(token, resources, policy).length > 0));
