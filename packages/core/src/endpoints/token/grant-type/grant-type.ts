import type { AuthenticatedClient } from '../../../client-authentication/authenticate-client.ts';
import type { Client } from '../../../client/client.ts';
import type { Params } from '../../../encoding/read-params.ts';
import {
  invalidTokenRequest,
  type TokenRejectionVerdict,
  unauthorizedClient,
  unsupportedGrantType,
} from '../../../errors/token-rejection.ts';
import { type Brand, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';

/** Every implemented grant type (RFC 6749 §1.3). */
export const grantTypes: readonly ['authorization_code'] = ['authorization_code'];

/** A grant type. */
type GrantType = (typeof grantTypes)[number];

/** A token request of an authenticated client that may use the grant type. */
export type GrantTypeRequest = Brand<
  { readonly params: Params; readonly client: Client; readonly grantType: GrantType },
  'GrantTypeRequest'
>;

/** RFC 6749 §4.1.3 and §5.2: the grant type, before anything of the grant is looked up. */
export const grantTypeStage: Stage<AuthenticatedClient, GrantTypeRequest, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<AuthenticatedClient, TokenRejectionVerdict>()
    .require(
      {
        name: 'grant-type-present',
        requirements: ['R126'],
        source: 'RFC 6749 §4.1.3',
        message: 'grant_type is missing. Send grant_type=authorization_code.',
        verdict: invalidTokenRequest,
      },
      ({ params }) => params.values.has('grant_type'),
    )
    .refine(
      {
        name: 'grant-type-supported',
        requirements: ['R126'],
        source: 'RFC 6749 §5.2',
        message: 'This grant_type is not supported. Send grant_type=authorization_code.',
        verdict: unsupportedGrantType,
      },
      ({ params, client }) => {
        const grantType = grantTypes.find((type) => type === params.values.get('grant_type'));
        return grantType === undefined ? undefined : { params, client, grantType };
      },
    )
    .refine(
      {
        name: 'grant-type-registered',
        requirements: ['R144'],
        source: 'RFC 6749 §5.2',
        message:
          'This client is not registered for the authorization code grant. Add authorization_code to its grant_types.',
        verdict: unauthorizedClient,
      },
      (request) =>
        request.client.grant_types.includes(request.grantType) ? prove<GrantTypeRequest>(request) : undefined,
    );
