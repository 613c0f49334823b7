import { comparableResource, isResourceUri } from '../resource/resource-uri.ts';
import { onceFor } from '../rules/once-for.ts';
import type { Policy } from './policy.ts';

const byComparable = /* @__PURE__ */ onceFor(
  ({ resources }: Policy) => new Map(Array.from(resources.keys(), (uri) => [comparableResource(uri), uri])),
);

/** The resource of the policy that a URI names, as the policy spells it. `undefined` if there is none. */
const knownResource = (uri: string, policy: Policy): string | undefined => {
  // Most clients send a resource as its operator spells it. To look for another spelling takes ten times as long.
  if (policy.resources.has(uri)) return uri;
  return isResourceUri(uri) ? byComparable(policy).get(comparableResource(uri)) : undefined;
};

/**
 * The resources of the policy that URIs name, each once, in the order given.
 *
 * @returns `undefined` if one of them is not in the policy
 */
export const knownResources = (uris: readonly string[], policy: Policy): readonly string[] | undefined => {
  const known = new Set<string>();
  for (const uri of uris) {
    const resource = knownResource(uri, policy);
    if (resource === undefined) return undefined;
    known.add(resource);
  }
  return [...known];
};

const listedScopes = /* @__PURE__ */ onceFor(
  ({ resources }: Policy) => new Set(Array.from(resources.values(), ({ scopes = [] }) => scopes).flat()),
);

/** Those of the given resources that a scope belongs to. A scope that no resource of the policy lists belongs to all. */
export const resourcesOfScope = (scope: string, resources: readonly string[], policy: Policy): readonly string[] =>
  listedScopes(policy).has(scope)
    ? resources.filter((uri) => policy.resources.get(uri)?.scopes?.includes(scope) === true)
    : resources;
