import type { Policy } from '../../../settings/policy.ts';

/** Every implemented grant type (RFC 6749 §1.3 and §1.5). */
const grantTypes = ['authorization_code', 'refresh_token', 'client_credentials'] as const;

/** A grant type. */
export type GrantType = (typeof grantTypes)[number];

const isSupported = (grantType: GrantType, { refreshTokens, clientCredentials }: Policy): boolean => {
  switch (grantType) {
    case 'authorization_code':
      return true;
    case 'refresh_token':
      return refreshTokens !== 'never';
    case 'client_credentials':
      return clientCredentials !== 'never';
  }
};

/** A grant type of the operator (RFC 6749 §4.5). */
export interface ExtensionGrantType {
  readonly extension: string;
}

/**
 * The grant type that a request names, if clients may use it.
 *
 * @param extensions the grant types of the operator
 */
export const supportedGrantType = (
  sent: string | undefined,
  policy: Policy,
  extensions: readonly string[],
): GrantType | ExtensionGrantType | undefined => {
  const grantType = grantTypes.find((each) => each === sent);
  if (grantType !== undefined) return isSupported(grantType, policy) ? grantType : undefined;
  return sent !== undefined && extensions.includes(sent) ? { extension: sent } : undefined;
};

/** The grant types that clients may use with this policy. The metadata lists them. */
export const supportedGrantTypes = (policy: Policy): readonly GrantType[] =>
  grantTypes.filter((grantType) => isSupported(grantType, policy));

/** Whether a name is that of a grant type that has a flow here, whatever the policy is. */
export const isBuiltInGrantType = (name: string): boolean => grantTypes.some((grantType) => grantType === name);
