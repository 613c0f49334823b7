import type { Client } from '../../../client/client.ts';
import { mayAskFor } from '../../../client/requestable-scope.ts';
import { requestedScope } from '../../../client/requested-scope.ts';
import type { Params } from '../../../encoding/read-params.ts';
import { invalidTokenScope, invalidTokenTarget, type TokenRejectionVerdict } from '../../../errors/token-rejection.ts';
import { sentResources } from '../../../resource/sent-resources.ts';
import { type Brand, frozenList, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { Policy } from '../../../settings/policy.ts';
import type { GrantTypeRequest } from '../grant-type/grant-type.ts';

/** A request of a client for an access token of its own. */
interface ClientScopeInput {
  readonly request: GrantTypeRequest;
  readonly policy: Policy;
}

interface AskedScope extends ClientScopeInput {
  readonly scope: readonly string[];
}

/** What a client may have for itself. */
export type ClientScope = Brand<
  {
    readonly params: Params;
    readonly client: Client;
    readonly scope: readonly string[];
    /** The resources that the access token may be for, with one space between them. `undefined` only if the policy has none. */
    readonly resources: string | undefined;
  },
  'ClientScope'
>;

/** The stage of the target leaves out the scopes of other resources. */
const ofAnyResource = (): boolean => true;

/** Without `resource`, the token is for the default resources. With it, any resource of the policy may be named. */
const possibleResources = (params: Params, { resources, defaultResource }: Policy): string | undefined => {
  if (resources.size === 0) return undefined;
  const possible = sentResources(params)?.length === 0 ? defaultResource : resources.keys();
  return [...possible].join(' ');
};

/** RFC 6749 §4.4.2: the scope that a client asks for itself, and the resources that its access token may be for. */
export const clientScopeStage: Stage<ClientScopeInput, ClientScope, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  ClientScopeInput,
  TokenRejectionVerdict
>()
  .refine(
    {
      name: 'client-scope-syntax',
      requirements: ['R228'],
      source: 'RFC 6749 §3.3',
      message: 'scope is not a list of scope tokens with one space between them. Send the scope that the client needs.',
      verdict: invalidTokenScope,
    },
    ({ request, policy }): AskedScope | undefined => {
      const { params, client } = request;
      const scope = requestedScope(params.values.get('scope'), client, policy, ofAnyResource);
      return scope && { request, policy, scope };
    },
  )
  .require(
    {
      name: 'client-scope-default',
      requirements: ['R229'],
      source: 'RFC 6749 §3.3',
      message:
        'scope is missing or names no known scope, and there is no default scope for this client. Send the scope that the client needs.',
      verdict: invalidTokenScope,
    },
    ({ scope }) => scope.length > 0,
  )
  .require(
    {
      name: 'client-scope-allowed',
      requirements: ['R228'],
      source: 'RFC 6749 §4.4.2',
      message:
        'scope contains a scope that does not exist or that this client may not have. Remove that scope from the request, or add it to the registration of the client and to policy.scopes.',
      verdict: invalidTokenScope,
    },
    ({ request: { client }, policy, scope }) => scope.every((token) => mayAskFor(client, token, policy)),
  )
  .refine(
    {
      name: 'client-resource-default',
      requirements: ['R230'],
      source: 'RFC 8707 §2',
      message: 'resource is missing, and there is no default resource. Send the URI of the API that the token is for.',
      verdict: invalidTokenTarget,
    },
    ({ request: { params, client }, policy, scope }) => {
      const resources = possibleResources(params, policy);
      return resources === '' ? undefined : prove<ClientScope>({ params, client, scope: frozenList(scope), resources });
    },
  );
