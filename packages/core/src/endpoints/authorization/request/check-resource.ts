import type { RejectionVerdict } from '../../../errors/rejection.ts';
import { isResourceUri } from '../../../resource/resource-uri.ts';
import { sentResources } from '../../../resource/sent-resources.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import { knownResources } from '../../../settings/known-resources.ts';
import type { PolicedClient } from './policed-client.ts';

/** A request whose resources are in the policy, or the default ones. Empty if the policy has no resources. */
export interface TargetedRequest extends PolicedClient {
  readonly resources: readonly string[];
}

/** RFC 8707 §2: the resource is invalid, missing, unknown, or malformed. */
const invalidTarget: RejectionVerdict = { error: 'invalid_target' };

const ignoresResources = ({ policy }: PolicedClient): boolean => policy.resources.size === 0;

/** The resources that were sent, or the default ones. */
const requestedResources = ({ bound, policy }: PolicedClient): readonly string[] => {
  const sent = sentResources(bound.params) ?? [];
  return sent.length === 0 ? policy.defaultResource : sent;
};

const none: readonly string[] = [];

const resourcesOf = (asked: PolicedClient): readonly string[] | undefined =>
  ignoresResources(asked) ? none : knownResources(requestedResources(asked), asked.policy);

/** RFC 8707 §2 and §2.1: the resources that the access token will be for. */
export const checkResourceStage: Stage<PolicedClient, TargetedRequest, RejectionVerdict> = /* @__PURE__ */ stage<
  PolicedClient,
  RejectionVerdict
>()
  .require(
    {
      name: 'resource-syntax',
      requirements: ['R148', 'R150'],
      source: 'RFC 8707 §2',
      message:
        'resource is malformed. Send an absolute URI without a fragment, for example https://api.example/mcp. Send several resources as several parameters.',
      verdict: invalidTarget,
    },
    (asked) => ignoresResources(asked) || sentResources(asked.bound.params)?.every(isResourceUri) === true,
  )
  .require(
    {
      name: 'resource-default',
      requirements: ['R200'],
      source: 'RFC 8707 §2',
      message: 'resource is missing, and there is no default resource. Send the URI of the API that the token is for.',
      verdict: invalidTarget,
    },
    (asked) => ignoresResources(asked) || requestedResources(asked).length > 0,
  )
  .refine(
    {
      name: 'resource-known',
      requirements: ['R149', 'R150', 'R152'],
      source: 'RFC 8707 §2.1',
      message:
        'A requested resource is unknown to this server. Send the URI of the resource without any change, or ask the operator of this server to add it to policy.resources.',
      verdict: invalidTarget,
    },
    (asked): TargetedRequest | undefined => {
      const resources = resourcesOf(asked);
      return resources === undefined ? undefined : { bound: asked.bound, policy: asked.policy, resources };
    },
  );
