import type { AuthenticatedClient } from '../../../client-authentication/authenticate-client.ts';
import type { Client } from '../../../client/client.ts';
import type { Params } from '../../../encoding/read-params.ts';
import {
  invalidTokenRequest,
  type TokenRejectionVerdict,
  unauthorizedClient,
  unsupportedGrantType,
} from '../../../errors/token-rejection.ts';
import { mayRefresh } from '../../../grant/refresh-settings.ts';
import { type Brand, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { Policy } from '../../../settings/policy.ts';
import { type ExtensionGrantType, type GrantType, supportedGrantType } from './supported-grant-types.ts';

/** An authenticated client, and the policy that says which grant types it may use. */
interface GrantTypeInput {
  readonly authenticated: AuthenticatedClient;
  readonly policy: Policy;
  /** The grant types of the operator. Default: none. */
  readonly extensionGrantTypes?: readonly string[] | undefined;
}

interface SupportedRequest {
  readonly params: Params;
  readonly client: Client;
  readonly policy: Policy;
  readonly grantType: GrantType | ExtensionGrantType;
}

/** A token request of an authenticated client that may use the grant type, of which there is a flow here. */
export type GrantTypeRequest = Brand<
  { readonly params: Params; readonly client: Client; readonly grantType: GrantType },
  'GrantTypeRequest'
>;

/** The same, with a grant type of the operator. */
export type ExtensionRequest = Brand<
  { readonly params: Params; readonly client: Client; readonly grantType: string; readonly isExtension: true },
  'ExtensionRequest'
>;

const isRegistered = ({ client, policy, grantType }: SupportedRequest): boolean => {
  // RFC 6749 §4.4: only a confidential client can be registered for client_credentials.
  const name = typeof grantType === 'string' ? grantType : grantType.extension;
  return name === 'refresh_token' ? mayRefresh(client, policy) : client.grant_types.includes(name);
};

const supported = ({
  authenticated: { params, client },
  policy,
  extensionGrantTypes = [],
}: GrantTypeInput): SupportedRequest | undefined => {
  const sent = params.values.get('grant_type');
  const grantType = supportedGrantType(sent, policy, extensionGrantTypes);
  return grantType && { params, client, policy, grantType };
};

const proven = ({ params, client, grantType }: SupportedRequest): GrantTypeRequest | ExtensionRequest =>
  typeof grantType === 'string'
    ? prove<GrantTypeRequest>({ params, client, grantType })
    : prove<ExtensionRequest>({ params, client, grantType: grantType.extension, isExtension: true });

/** RFC 6749 §4.1.3 and §5.2: the grant type, before anything of the grant is looked up. */
export const grantTypeStage: Stage<GrantTypeInput, GrantTypeRequest | ExtensionRequest, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<GrantTypeInput, TokenRejectionVerdict>()
    .require(
      {
        name: 'grant-type-present',
        requirements: ['R126'],
        source: 'RFC 6749 §4.1.3',
        message: 'grant_type is missing. Send grant_type=authorization_code, or another grant type of the metadata.',
        verdict: invalidTokenRequest,
      },
      ({ authenticated }) => authenticated.params.values.has('grant_type'),
    )
    .refine(
      {
        name: 'grant-type-supported',
        requirements: ['R126', 'R210', 'R226', 'R233'],
        source: 'RFC 6749 §5.2',
        message:
          'This grant_type is not supported. The metadata lists the supported grant types in grant_types_supported.',
        verdict: unsupportedGrantType,
      },
      supported,
    )
    .refine(
      {
        name: 'grant-type-registered',
        requirements: ['R144', 'R226', 'R233'],
        source: 'RFC 6749 §5.2',
        message: 'This client is not registered for this grant_type. Add it to grant_types of the client.',
        verdict: unauthorizedClient,
      },
      (request) => (isRegistered(request) ? proven(request) : undefined),
    );
