import { isApiUri, isScopeToken, isVschar } from '@codegrant/core/internal';
import { splitTarget } from '../http/http-request.ts';
import { isPath } from '../options/path-problems.ts';
import { portTimeoutProblems } from '../options/port-timeout.ts';
import { hasMethod } from '../ports/has-method.ts';
import { isNonEmptyString } from '../ports/is-non-empty-string.ts';
import { contradictions } from './contradictions.ts';
import { functionProblems, problem, unknownOptionProblems } from './option-checks.ts';
import type { ProtectedResourceOptions } from './protected-resource-options.ts';

const optionNames: Readonly<Record<keyof ProtectedResourceOptions, true>> = {
  tokens: true,
  resource: true,
  tokensWithoutResource: true,
  authorizationServers: true,
  scopes: true,
  name: true,
  realm: true,
  portTimeoutMilliseconds: true,
  report: true,
  now: true,
};

const isListOf = (value: unknown, isItem: (item: string) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((item: unknown) => typeof item === 'string' && isItem(item));

/** A URI whose path every router reads in the same way. */
const isServableUri = (value: unknown): boolean => {
  if (typeof value !== 'string' || !isApiUri(value)) return false;
  const { path } = splitTarget(value);
  return path === '' || path === '/' || isPath(path);
};

/** RFC 8414 §2: an issuer has no query and no fragment. */
const isIssuer = (value: string): boolean => /^https?:\/\/[^?#]+$/.test(value) && URL.canParse(value);

const needsResource = (options: ProtectedResourceOptions): readonly string[] =>
  (['tokensWithoutResource', 'authorizationServers', 'name'] as const)
    .filter((option) => options.resource === undefined && options[option] !== undefined)
    .map((option) => `${option} says something about resource, which is not set. Set resource to the URI of the API.`);

const scopeProblems = (scope: unknown, scopes: readonly string[] | undefined): readonly string[] => {
  if (scope === undefined) return [];
  if (!Array.isArray(scope) || !scope.every((each: unknown) => typeof each === 'string' && isScopeToken(each)))
    return ["scope must be a list of scope tokens, such as ['read']."];
  return scope
    .filter((each) => scopes !== undefined && !scopes.includes(each))
    .map((each) => `scope names ${each}, which is not in scopes of the protected resource.`);
};

/**
 * Returns the problems of what a request needs. With a wrong name or another shape, the scope would be missing, and every valid token
 * would be enough.
 *
 * @param scopes every scope that requests may need. `undefined`: any
 */
export const requiredScopeProblems = (required: unknown, scopes: readonly string[] | undefined): readonly string[] => {
  if (typeof required !== 'object' || required === null || Array.isArray(required))
    return ["The required access must be an object, such as { scope: ['read'] }."];
  return [
    ...Object.keys(required)
      .filter((name) => name !== 'scope')
      .map((name) => `${name} is not a member of the required access: correct its spelling.`),
    ...scopeProblems(Reflect.get(required, 'scope'), scopes),
  ];
};

/** Returns the problems of the options of a protected resource. Each is a sentence that names the option. */
export const protectedResourceProblems = (options: ProtectedResourceOptions): readonly string[] => {
  // The types say so too, but JavaScript has no types.
  const given: Partial<Record<keyof ProtectedResourceOptions, unknown>> = options;
  const { tokens, resource, tokensWithoutResource, authorizationServers, scopes, name, realm, report, now } = given;
  return [
    ...unknownOptionProblems(options, optionNames),
    ...problem(
      hasMethod(tokens, 'find'),
      'tokens must have a function find: pass the authorization server, or introspectedTokens(…).',
    ),
    ...problem(
      resource === undefined || isServableUri(resource),
      `resource ${JSON.stringify(resource)} must be an https URI, or http on http://127.0.0.1, http://[::1] or http://localhost, ` +
        'without a fragment, and with a path of letters, digits and -._~, each segment after one slash.',
    ),
    ...problem(
      tokensWithoutResource === undefined || tokensWithoutResource === 'accept',
      "tokensWithoutResource must be 'accept'. If tokens must be for resource, leave it out.",
    ),
    ...problem(
      authorizationServers === undefined || isListOf(authorizationServers, isIssuer),
      "authorizationServers must be a list of issuers, such as ['https://login.example']: URLs without query and fragment.",
    ),
    ...problem(
      scopes === undefined || isListOf(scopes, isScopeToken),
      "scopes must be a list of scope tokens, such as ['read'].",
    ),
    ...problem(name === undefined || isNonEmptyString(name), 'name must be a non-empty string.'),
    ...problem(
      realm === undefined || (isNonEmptyString(realm) && isVschar(realm)),
      'realm must be a non-empty string of visible ASCII characters and spaces.',
    ),
    ...functionProblems('report', report),
    ...functionProblems('now', now),
    ...portTimeoutProblems(options.portTimeoutMilliseconds),
    ...needsResource(options),
    ...contradictions(options),
  ];
};
