import { resourcesOfScope } from '../../../settings/known-resources.ts';
import type { Policy } from '../../../settings/policy.ts';

/**
 * What is remembered if a resource owner allows a scope: the scope token, or one string for each resource that the scope
 * belongs to. The first number sign ends the resource, which has none itself. So the strings are scope tokens too, and
 * every store of consent keeps them.
 */
export const consentsTo = (scope: string, resources: readonly string[], policy: Policy): readonly string[] =>
  resources.length === 0
    ? [scope]
    : resourcesOfScope(scope, resources, policy).map((resource) => `${resource}#${scope}`);
