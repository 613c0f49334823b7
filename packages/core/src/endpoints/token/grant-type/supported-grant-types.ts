import type { Policy } from '../../../settings/policy.ts';

/** Every implemented grant type (RFC 6749 §1.3 and §1.5). */
const grantTypes = ['authorization_code', 'refresh_token'] as const;

/** A grant type. */
export type GrantType = (typeof grantTypes)[number];

const withoutRefresh: readonly GrantType[] = ['authorization_code'];

/** The grant types that clients may use with this policy. The metadata lists them. */
export const supportedGrantTypes = ({ refreshTokens }: Policy): readonly GrantType[] =>
  refreshTokens === 'never' ? withoutRefresh : grantTypes;
