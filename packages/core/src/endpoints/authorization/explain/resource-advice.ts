import type { Params } from '../../../encoding/read-params.ts';
import { splitSpacedScope } from '../../../encoding/scope.ts';
import { isResourceUri } from '../../../resource/resource-uri.ts';
import { sentResources } from '../../../resource/sent-resources.ts';
import { knownResources, resourcesOfScope } from '../../../settings/known-resources.ts';
import type { Policy } from '../../../settings/policy.ts';

/** A request, and the policy that it was checked with. */
interface AskedPolicy {
  readonly params: Params;
  readonly policy: Policy;
}

const quote = (text: string): string => JSON.stringify(text);

const listOf = (uris: Iterable<string>): string => [...uris].join(', ');

const declared = ({ resources }: Policy): string => `The policy has these resources: ${listOf(resources.keys())}.`;

/** What clients and URL parsers change most often. */
const withoutSlips = (uri: string): string =>
  uri
    .toLowerCase()
    .replace(/^http:/, 'https:')
    .replace(/:443(?=\/|$)/, '')
    .replace(/\/$/, '');

const nearest = (uri: string, { resources }: Policy): string => {
  const near = Array.from(resources.keys()).find((known) => withoutSlips(known) === withoutSlips(uri));
  return near === undefined
    ? ''
    : ` Did you mean ${near}? Check the slash at the end, the letter case, the port and the scheme.`;
};

/** Advice on resources that are no absolute URI without a fragment. */
export const malformedResourceAdvice = ({ params }: AskedPolicy, message: string): string => {
  const sent = sentResources(params);
  if (sent === undefined)
    return `A resource is not percent-encoded UTF-8. Encode every value with encodeURIComponent. ${message}`;
  return [...sent.filter((uri) => !isResourceUri(uri)).map((uri) => `resource is ${quote(uri)}.`), message].join(' ');
};

/** Advice on a request without a resource. */
export const missingResourceAdvice = ({ policy }: AskedPolicy, message: string): string =>
  `${message} ${declared(policy)} For clients that send no resource, set defaultResource in the policy.`;

/** Advice on resources that are not in the policy. */
export const unknownResourceAdvice = ({ params, policy }: AskedPolicy): string =>
  [
    ...(sentResources(params) ?? [])
      .filter((uri) => knownResources([uri], policy) === undefined)
      .map((uri) => `The resource ${quote(uri)} is not in the policy.${nearest(uri, policy)}`),
    declared(policy),
  ].join(' ');

/** Advice on scopes that belong to none of the requested resources. */
export const foreignScopeAdvice = ({ params, policy }: AskedPolicy): string => {
  const sent = sentResources(params) ?? [];
  const requested = knownResources(sent.length === 0 ? policy.defaultResource : sent, policy) ?? [];
  const all = [...policy.resources.keys()];
  return (splitSpacedScope(params.values.get('scope') ?? '') ?? [])
    .filter((scope) => resourcesOfScope(scope, requested, policy).length === 0)
    .map(
      (scope) =>
        `The scope ${quote(scope)} belongs to ${listOf(resourcesOfScope(scope, all, policy))}, but the request is for ${listOf(requested)}. Remove the scope, or send the resource that the scope belongs to.`,
    )
    .join(' ');
};

/** What is no mistake, but may surprise. */
export const ignoredResourceNotes = ({ params, policy }: AskedPolicy): readonly string[] =>
  policy.resources.size > 0 || !params.names.has('resource')
    ? []
    : [
        'resource was sent, but the policy has no resources: the server ignores the parameter, and tokens are not limited to a resource. To limit tokens to an API, declare the API in resources of the policy.',
      ];
