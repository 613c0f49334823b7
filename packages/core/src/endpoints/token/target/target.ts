import type { Params } from '../../../encoding/read-params.ts';
import { splitScope } from '../../../encoding/scope.ts';
import { invalidTokenTarget, type TokenRejectionVerdict } from '../../../errors/token-rejection.ts';
import { type GrantedResources, scopeFor, targetsOf } from '../../../grant/targets.ts';
import { type Brand, frozenList, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { Policy } from '../../../settings/policy.ts';

/** A token request, and what its access token may be for at most. */
interface TargetInput {
  readonly params: Params;
  /** The granted resources: a code, a grant, or what a client may ask for. */
  readonly granted: GrantedResources;
  /** The scope that was granted or asked for, with one space between tokens. */
  readonly scope: string;
  readonly policy: Policy;
}

interface KnownTarget extends TargetInput {
  readonly resources: readonly string[];
}

/** What an access token is for: some of the granted resources, and the part of the scope that belongs to them. */
export type Target = Brand<
  {
    readonly scope: readonly string[];
    /** Empty if the policy has no resources. */
    readonly resources: readonly string[];
  },
  'Target'
>;

/** RFC 8707 §2.2: the target of an access token, whatever the grant type is. */
export const targetStage: Stage<TargetInput, Target, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  TargetInput,
  TokenRejectionVerdict
>()
  .refine(
    {
      name: 'token-resource-granted',
      requirements: ['R151', 'R202', 'R206'],
      source: 'RFC 8707 §2.2',
      message:
        'resource is not among the resources that this access token may be for. Send only resources that were granted or that the metadata lists, or omit resource.',
      verdict: invalidTokenTarget,
    },
    ({ params, granted, scope, policy }): KnownTarget | undefined => {
      const resources = targetsOf(params, granted, policy);
      return resources && { params, granted, scope, policy, resources };
    },
  )
  .refine(
    {
      name: 'token-resource-scope',
      requirements: ['R203'],
      source: 'RFC 8707 §2.2',
      message:
        'No scope of this request belongs to this resource. Send another resource, or ask for a scope of this resource.',
      verdict: invalidTokenTarget,
    },
    ({ scope, policy, resources }) => {
      const targeted = splitScope(scopeFor(resources, scope, policy));
      return targeted && prove<Target>({ scope: frozenList(targeted), resources: frozenList(resources) });
    },
  );
