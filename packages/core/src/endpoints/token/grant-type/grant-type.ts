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
import type { Rule } from '../../../rules/rule.ts';
import { Broken, type Stage, stage } from '../../../rules/stage.ts';
import type { Policy } from '../../../settings/policy.ts';
import { type GrantType, supportedGrantType } from './supported-grant-types.ts';

interface NamingRequest {
  readonly params: Params;
  readonly client: Client;
  /** The name of the grant type. */
  readonly grantType: string;
}

interface SupportedRequest extends NamingRequest {
  readonly policy: Policy;
}

/** A token request of an authenticated client that may use the grant type. */
export type GrantTypeRequest = Brand<NamingRequest, 'GrantTypeRequest'>;

/** RFC 6749 §4.1.3: the request names a grant type. */
export const grantTypeNamedStage: Stage<AuthenticatedClient, NamingRequest, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<AuthenticatedClient, TokenRejectionVerdict>().refine(
    {
      name: 'grant-type-present',
      requirements: ['R126'],
      source: 'RFC 6749 §4.1.3',
      message:
        'grant_type is missing. Send grant_type=authorization_code, or another grant type that the metadata lists.',
      verdict: invalidTokenRequest,
    },
    ({ params, client }) => {
      const grantType = params.values.get('grant_type');
      return grantType === undefined ? undefined : { params, client, grantType };
    },
  );

/** RFC 6749 §5.2: the server has the grant type. */
export const grantTypeSupported: Rule<TokenRejectionVerdict> = {
  name: 'grant-type-supported',
  requirements: ['R126', 'R210', 'R226', 'R233'],
  source: 'RFC 6749 §5.2',
  message: 'This grant_type is not supported. The metadata lists the supported grant types in grant_types_supported.',
  verdict: unsupportedGrantType,
};

const isRegistered = ({ client, policy, grantType }: SupportedRequest): boolean =>
  // RFC 6749 §4.4: only a confidential client can be registered for client_credentials.
  grantType === 'refresh_token' ? mayRefresh(client, policy) : client.grant_types.includes(grantType);

/** RFC 6749 §5.2: the client may use the grant type. */
export const grantTypeRegisteredStage: Stage<SupportedRequest, GrantTypeRequest, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<SupportedRequest, TokenRejectionVerdict>().refine(
    {
      name: 'grant-type-registered',
      requirements: ['R144', 'R226', 'R233'],
      source: 'RFC 6749 §5.2',
      message: 'This client is not registered for this grant_type. Add the grant type to grant_types of the client.',
      verdict: unauthorizedClient,
    },
    (request) => {
      const { params, client, grantType } = request;
      return isRegistered(request) ? prove<GrantTypeRequest>({ params, client, grantType }) : undefined;
    },
  );

/** A request that may use its grant type, and the grant type. */
interface RequestedGrantType<Optional> {
  readonly request: GrantTypeRequest;
  readonly grantType: GrantType | Optional;
}

/**
 * The grant type of a token request, before anything of the grant is looked up: named → supported → registered.
 *
 * @param optional the grant types of this server besides those of every server
 */
export const requestedGrantType = <Optional extends { readonly name: string }>(
  authenticated: AuthenticatedClient,
  policy: Policy,
  optional: readonly Optional[],
): RequestedGrantType<Optional> | Broken<TokenRejectionVerdict> => {
  const named = grantTypeNamedStage.run(authenticated);
  if (named instanceof Broken) return named;
  const grantType = supportedGrantType(named.grantType, policy, optional);
  if (grantType === undefined) return new Broken(grantTypeSupported);
  const request = grantTypeRegisteredStage.run({ ...named, policy });
  return request instanceof Broken ? request : { request, grantType };
};
