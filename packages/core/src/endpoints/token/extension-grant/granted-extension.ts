import { joinScope } from '../../../encoding/scope.ts';
import type { Entropy } from '../../../crypto/entropy.ts';
import { newGrantId } from '../../../grant/grant-id.ts';
import type { GrantRecord } from '../../../grant/grant-record.ts';
import { newGrant } from '../../../grant/new-grant.ts';
import { namedParameters } from '../../../grant/request-parameters.ts';
import type { TokenGrant } from '../../../grant/token-grant.ts';
import type { TokenSettings } from '../../../grant/token-settings.ts';
import { joinResources } from '../../../resource/recorded-resources.ts';
import type { ExtensionGrantRequest } from './extension-grant.ts';

/** What a function of the operator granted. */
interface ExtensionAccess {
  /** `undefined` if the client acts for itself. */
  readonly subject: string | undefined;
  readonly scope: readonly string[];
  readonly resources: readonly string[];
  readonly authTime: number | undefined;
}

/** What an access token is issued for, and the grant to save before. */
export interface GrantedExtension {
  readonly grant: TokenGrant;
  /** `undefined` if no grant is kept, or if there is no user. */
  readonly grantRecord: GrantRecord | undefined;
}

/**
 * The grant that a function of the operator made. There is no refresh token: the client can ask again.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 */
export const grantedExtension = (
  { client, parameters }: ExtensionGrantRequest,
  { subject, scope, resources, authTime }: ExtensionAccess,
  { policy, keepsGrants = false }: TokenSettings,
  now: number,
  entropy: Entropy,
): GrantedExtension => {
  const grantId = newGrantId(entropy);
  const clientId = client.client_id;
  const grantRecord =
    subject === undefined || !keepsGrants
      ? undefined
      : newGrant(
          {
            grantId,
            subject,
            clientId,
            scope: joinScope(scope),
            resources: joinResources(resources),
            parameters: undefined,
            authTime,
          },
          false,
          policy,
          now,
        );
  return {
    grant: {
      grantId,
      subject,
      clientId,
      scope,
      resources,
      parameters: { authorization: {}, token: namedParameters(policy.tokenParameters, parameters.get) },
      authTime,
      expiresAt: grantRecord?.expiresAt,
    },
    grantRecord,
  };
};
