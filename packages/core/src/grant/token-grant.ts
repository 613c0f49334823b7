import type { RequestParameters } from './request-parameters.ts';

/** What tokens are issued for. */
export interface TokenGrant {
  /** Identifies the grant: a UUID. All tokens that come from one code have the same. */
  readonly grantId: string;
  /**
   * The resource owner, as `owner.identify` returned it. `undefined` if the client acts for itself: there is no resource owner
   * (RFC 6749 §4.4), and no identifier of a client may be taken for one of a user (RFC 9700 §4.15).
   */
  readonly subject: string | undefined;
  readonly clientId: string;
  /** The granted scope tokens, or those of them that a refresh asked for, or that belong to the resources of this token. */
  readonly scope: readonly string[];
  /**
   * The resources that the access token is for, spelt as in `resources` of the policy: its audience (RFC 8707 §2). A resource
   * must refuse tokens that are for others. Empty if the policy has no resources.
   */
  readonly resources: readonly string[];
  /** The further parameters of the requests: see `authorizationParameters` and `tokenParameters` of the policy. */
  readonly parameters: RequestParameters;
  /** When the resource owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
  /**
   * When the grant ends, in seconds since 1970-01-01T00:00:00Z. A token should not be valid for longer. `undefined` if the server
   * keeps no grants: see the option `grants`.
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
