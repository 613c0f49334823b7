import type { Policy } from '../../../settings/policy.ts';

/** The grant types that every server has, if its policy supports them (RFC 6749 §1.3 and §1.5). */
const grantTypes = ['authorization_code', 'refresh_token'] as const;

/** A grant type that every server has. */
export type GrantType = (typeof grantTypes)[number];

/** A grant type that a server has only if it names it. */
interface NamedGrantType {
  /** As in `grant_type`. */
  readonly name: string;
}

const isSupported = (grantType: GrantType, { refreshTokens }: Policy): boolean => {
  switch (grantType) {
    case 'authorization_code':
      return true;
    case 'refresh_token':
      return refreshTokens !== 'never';
  }
};

/** The grant type that a request names, if clients may use it: one of every server, or one of `optional`. */
export const supportedGrantType = <Optional extends NamedGrantType>(
  sent: string,
  policy: Policy,
  optional: readonly Optional[],
): GrantType | Optional | undefined => {
  const grantType = grantTypes.find((each) => each === sent);
  if (grantType !== undefined) return isSupported(grantType, policy) ? grantType : undefined;
  return optional.find(({ name }) => name === sent);
};

/** The names of the grant types that clients may use. The metadata lists them. */
export const supportedGrantTypes = (policy: Policy, optional: readonly string[]): readonly string[] => [
  ...grantTypes.filter((grantType) => isSupported(grantType, policy)),
  ...optional,
];
