import { mayAskFor } from '../../../client/requestable-scope.ts';
import { requestedScope } from '../../../client/requested-scope.ts';
import type { RejectionVerdict } from '../../../errors/rejection.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import { resourcesOfScope } from '../../../settings/known-resources.ts';
import type { TargetedRequest } from './check-resource.ts';
import { parameter, type PolicedClient } from './policed-client.ts';

/** A request whose scope is valid, or the default: at least one token. */
export interface ScopedRequest extends TargetedRequest {
  readonly scope: readonly string[];
}

const invalidScope: RejectionVerdict = { error: 'invalid_scope' };

/** Whether one of the requested resources has the scope. Without resources, nobody asks. */
const isOfResource = ({ policy, resources }: TargetedRequest, scope: string): boolean =>
  resources.length === 0 || resourcesOfScope(scope, resources, policy).length > 0;

/** Whether the policy has a scope that the client is registered for. It is the operator who must mend a difference. */
const isDeclared = ({ bound: { client }, policy }: PolicedClient, scope: string): boolean =>
  policy.scopes.has(scope) || client.scope?.includes(scope) !== true;

/** RFC 6749 §3.3: the requested scope is one that the client may request. */
export const checkScopeStage: Stage<TargetedRequest, ScopedRequest, RejectionVerdict> = /* @__PURE__ */ stage<
  TargetedRequest,
  RejectionVerdict
>()
  .refine(
    {
      name: 'scope-syntax',
      requirements: ['R21', 'R91'],
      source: 'RFC 6749 §3.3',
      message: 'scope is malformed. Send scope tokens with one space between them.',
      verdict: invalidScope,
    },
    (asked): ScopedRequest | undefined => {
      const { bound, policy, resources } = asked;
      const scope = requestedScope(parameter(asked, 'scope'), bound.client, policy, (token) =>
        isOfResource(asked, token),
      );
      return scope === undefined ? undefined : { bound, policy, resources, scope };
    },
  )
  .require(
    {
      name: 'scope-default',
      requirements: ['R89'],
      source: 'RFC 6749 §3.3',
      message:
        'scope is missing or names no known scope, and there is no default scope for this client. Send the scope that the client needs.',
      verdict: invalidScope,
    },
    ({ scope }) => scope.length > 0,
  )
  .require(
    {
      name: 'scope-declared',
      requirements: ['R91', 'R94'],
      source: 'RFC 6749 §4.1.2.1',
      message:
        'A scope is registered for this client but not declared in policy.scopes. The operator of this server must declare the scope in policy.scopes, or remove the scope from the registration of the client.',
      verdict: invalidScope,
    },
    (asked) =>
      asked.scope.every((scope) => isDeclared(asked, scope)) &&
      asked.bound.client.required_scope.every((scope) => asked.policy.scopes.has(scope)),
  )
  .require(
    {
      name: 'scope-allowed',
      requirements: ['R91', 'R93', 'R94'],
      source: 'RFC 6749 §4.1.2.1',
      message:
        'scope contains a scope that does not exist or that this client may not request. Remove that scope from the request, or add it to the registration of the client.',
      verdict: invalidScope,
    },
    (asked) => asked.scope.every((scope) => mayAskFor(asked.bound.client, scope, asked.policy)),
  )
  .require(
    {
      name: 'scope-of-resource',
      requirements: ['R201'],
      source: 'RFC 8707 §2.2',
      message:
        'scope contains a scope that belongs to none of the requested resources. Remove that scope from the request, or send a resource that has the scope.',
      verdict: invalidScope,
    },
    (asked) => asked.scope.every((scope) => isOfResource(asked, scope)),
  );
