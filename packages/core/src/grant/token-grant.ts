import type { RequestParameters } from './request-parameters.ts';

/** What tokens are issued for. */
export interface TokenGrant {
  /** Identifies the grant: a UUID. All tokens that come from one code have the same `grantId`. */
  readonly grantId: string;
  /**
   * The `subject` that `owner.identify` returned. `undefined` if the client acts for itself, without a resource owner (RFC 6749 §4.4). Then
   * never use `clientId` as the identifier of a user (RFC 9700 §4.15).
   */
  readonly subject: string | undefined;
  readonly clientId: string;
  /**
   * The scope tokens of the access token. A refresh may ask for a part of the granted scope. With resources, only the scope tokens of the
   * resources of this access token.
   */
  readonly scope: readonly string[];
  /**
   * The resources that the access token is for (its audience, RFC 8707 §2), spelt as in `resources` of the policy. Each API must refuse
   * tokens that are for other APIs. Empty if the policy has no resources.
   */
  readonly resources: readonly string[];
  /** The values of the further parameters: see `authorizationParameters` and `tokenParameters` of the policy. */
  readonly parameters: RequestParameters;
  /** When the resource owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
  /**
   * When the grant ends, in seconds since 1970-01-01T00:00:00Z. A token should not be valid for longer than its grant. `undefined` if
   * the server keeps no grants: see the option `grants`.
   */
  readonly expiresAt: number | undefined;
}

/** Whose access the tokens are for, and which grant they belong to. */
type Granted = Pick<TokenGrant, 'grantId' | 'subject' | 'clientId' | 'authTime'>;

/** What an access token is for: see the stage of that name. */
type GrantTarget = Pick<TokenGrant, 'scope' | 'resources'>;

/**
 * What the access token of a grant is issued for.
 *
 * @param expiresAt when the grant ends. `undefined` if it is not kept
 */
export const tokenGrantOf = (
  { grantId, subject, clientId, authTime }: Granted,
  { scope, resources }: GrantTarget,
  parameters: RequestParameters,
  expiresAt: number | undefined,
): TokenGrant => ({ grantId, subject, clientId, scope, resources, parameters, authTime, expiresAt });
