import type { AccessToken } from '@codegrant/server';

/** What both versions of the MCP SDK pass on to tools: their `AuthInfo`. */
export interface AuthInfo {
  /** The access token as it was sent: a secret. */
  token: string;
  clientId: string;
  scopes: string[];
  /** In seconds since 1970-01-01T00:00:00Z. */
  expiresAt: number;
  /** The URL of the MCP server. Missing if the token is for no resource: see `tokensWithoutResource`. */
  resource?: URL;
  extra: AuthInfoExtra;
}

/** What the MCP SDK has no names for. A type alias, because the SDK accepts any members here. */
export type AuthInfoExtra = {
  /** The user. `undefined`: the client acts for itself. */
  subject: string | undefined;
  /** The grant of the token, under which the user can revoke it. */
  grantId: string | undefined;
  /** When the user signed in, in seconds since 1970-01-01T00:00:00Z. */
  authTime: number | undefined;
};

/**
 * What a valid token says, with the names of the MCP SDK.
 *
 * @param resource the URL of the MCP server
 */
export const authInfoOf = (
  accessToken: string,
  { clientId, scope, expiresAt, resources, subject, grantId, authTime }: AccessToken,
  resource: string,
): AuthInfo => ({
  token: accessToken,
  clientId,
  scopes: [...scope],
  expiresAt,
  // The token is for this resource, in whatever spelling, or for none.
  ...(resources.length === 0 ? {} : { resource: new URL(resource) }),
  extra: { subject, grantId, authTime },
});

/** What `requireBearerAuth` of the MCP SDK, or `requireBearer` of `@codegrant/node`, put in a request. */
interface GivenAuthInfo {
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
  readonly subject?: unknown;
}

/**
 * The user of a request, in a tool.
 *
 * @param authInfo `extra.authInfo` in SDK 1.x, `context.http?.authInfo` in SDK 2.x
 * @returns the `subject` that `owner.identify` returned. `undefined` if there is no user: the client acts for itself, or the token was
 *   verified neither by this package nor by `requireBearer` of `@codegrant/node`
 * @example
 * subjectOf(context.http?.authInfo); // 'user-1'
 */
export const subjectOf = (authInfo: GivenAuthInfo | undefined): string | undefined => {
  const subject = authInfo?.extra?.['subject'] ?? authInfo?.subject;
  return typeof subject === 'string' ? subject : undefined;
};
