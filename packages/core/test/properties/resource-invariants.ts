import { type AuthorizationRequest, type Decision, type Facts, type Policy, readParams } from '@codegrant/core';

/** The resources of a scope, by the words of the policy: those that list it, or all if none does. */
const ownersOf = (scope: string, { resources }: Policy): readonly string[] => {
  const uris = [...resources.keys()];
  const owners = uris.filter((uri) => resources.get(uri)?.scopes?.includes(scope));
  return owners.length === 0 ? uris : owners;
};

/** What must be remembered before the owner is not asked for a scope. */
export const consentsFor = (scope: string, { resources }: AuthorizationRequest, policy: Policy): readonly string[] =>
  policy.resources.size === 0
    ? [scope]
    : resources.filter((uri) => ownersOf(scope, policy).includes(uri)).map((uri) => `${uri}#${scope}`);

const sentTo = (text: string): readonly string[] =>
  readParams(text)
    .all('resource')
    .filter((uri) => uri !== '');

/** The URL parser of the platform ignores case in the host, and adds the slash after it. */
const isSpelling = (sent: string, resource: string): boolean => new URL(sent).href === new URL(resource).href;

const hold = (is: boolean, what: string): void => {
  if (!is) throw new Error(what);
};

/** What holds for the resources of every issued code. */
export const resourcesAreAsked = (text: string, decision: Decision, { policy }: Facts): void => {
  if (decision.kind !== 'issue') return;
  const { record, grant } = decision;
  if (policy.resources.size === 0) return hold(record.resources === undefined, 'R208: no resources, so none in a code');
  const resources = record.resources?.split(' ') ?? [];
  const sent = sentTo(text);
  hold(resources.length > 0, 'R200: a code has a resource');
  hold(new Set(resources).size === resources.length, 'R148: a code has each resource once');
  for (const uri of resources)
    hold(
      sent.length === 0 ? policy.defaultResource.includes(uri) : sent.some((one) => isSpelling(one, uri)),
      'R150: a code is only for resources that were asked for',
    );
  for (const one of sent)
    hold(
      resources.some((uri) => isSpelling(one, uri)),
      'R150: no resource that was asked for is left out',
    );
  for (const scope of grant.scope)
    hold(
      ownersOf(scope, policy).some((uri) => resources.includes(uri)),
      'R201: a granted scope belongs to a resource of the code',
    );
};
