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
import { type GrantType, supportedGrantTypes } from './supported-grant-types.ts';

/** An authenticated client, and the policy that says which grant types it may use. */
interface GrantTypeInput {
  readonly authenticated: AuthenticatedClient;
  readonly policy: Policy;
}

/** A token request of an authenticated client that may use the grant type. */
export type GrantTypeRequest = Brand<
  { readonly params: Params; readonly client: Client; readonly grantType: GrantType },
  'GrantTypeRequest'
>;

const isRegistered = (client: Client, policy: Policy, grantType: GrantType): boolean => {
  switch (grantType) {
    case 'authorization_code':
      return client.grant_types.includes(grantType);
    case 'refresh_token':
      return mayRefresh(client, policy);
  }
};

/** RFC 6749 §4.1.3 and §5.2: the grant type, before anything of the grant is looked up. */
export const grantTypeStage: Stage<GrantTypeInput, GrantTypeRequest, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  GrantTypeInput,
  TokenRejectionVerdict
>()
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
      requirements: ['R126', 'R210'],
      source: 'RFC 6749 §5.2',
      message:
        'This grant_type is not supported. The metadata lists the supported grant types in grant_types_supported.',
      verdict: unsupportedGrantType,
    },
    ({ authenticated: { params, client }, policy }) => {
      const grantType = supportedGrantTypes(policy).find((type) => type === params.values.get('grant_type'));
      return grantType === undefined ? undefined : { params, client, policy, grantType };
    },
  )
  .refine(
    {
      name: 'grant-type-registered',
      requirements: ['R144'],
      source: 'RFC 6749 §5.2',
      message: 'This client is not registered for this grant_type. Add it to grant_types of the client.',
      verdict: unauthorizedClient,
    },
    ({ params, client, policy, grantType }) =>
      isRegistered(client, policy, grantType) ? prove<GrantTypeRequest>({ params, client, grantType }) : undefined,
  );
