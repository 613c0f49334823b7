import { isBuiltInGrantType, isResourceUri } from '@codegrant/core/internal';
import type { ExtensionGrant } from '../ports/extension-grants.ts';
import { guarded } from '../ports/guarded-call.ts';

/** RFC 6749 appendix A.10: a name, or an absolute URI. */
const isGrantType = (name: string): boolean => /^[A-Za-z0-9._-]+$/.test(name) || isResourceUri(name);

/** Returns the problems of the option `grantTypes`. The types say so too, but JavaScript has no types. */
export const grantTypesProblems = (grantTypes: unknown): readonly string[] => {
  if (grantTypes === undefined) return [];
  if (typeof grantTypes !== 'object' || grantTypes === null || Array.isArray(grantTypes))
    return ['grantTypes must be an object whose members are functions, each under the name of its grant type.'];
  return Object.entries(grantTypes).flatMap(([name, grant]) => {
    if (isBuiltInGrantType(name))
      return [`grantTypes.${name} is a grant type of the server itself: leave it out, and set it in policy.`];
    if (!isGrantType(name))
      return [
        `grantTypes has ${JSON.stringify(name)}, which is no grant type: a name of letters, digits and . _ -, or an absolute URI (RFC 6749 §4.5).`,
      ];
    return typeof grant === 'function' ? [] : [`grantTypes['${name}'] must be a function.`];
  });
};

/** The functions of the option `grantTypes`, with a time limit for each call. */
export const guardedGrantTypes = (
  grantTypes: Readonly<Record<string, ExtensionGrant>>,
  milliseconds: number,
): ReadonlyMap<string, ExtensionGrant> =>
  new Map(
    Object.entries(grantTypes).map(([name, grant]) => [
      name,
      guarded(`grantTypes['${name}']`, (...request) => grant(...request), milliseconds),
    ]),
  );
