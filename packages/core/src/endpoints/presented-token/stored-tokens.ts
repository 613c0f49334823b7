import type { Client } from '../../client/client.ts';
import { answered, type Asked } from '../../flow/flow.ts';
import type { AccessToken } from '../../grant/access-token.ts';
import type { GrantRecord } from '../../grant/grant-record.ts';
import type { FoundRefreshToken } from '../../grant/refresh-token-record.ts';
import type { ClientAuthenticationPorts, GivenAssertions } from '../../client-authentication/authentication-ports.ts';
import type { PresentedTokenPorts } from './find-presented-token.ts';

/** What is known about clients and tokens when a token is presented. */
export interface StoredTokens extends GivenAssertions {
  /** The client that is registered under an identifier. */
  readonly client: (clientId: string) => Client | undefined;
  /** What an access token was issued for. `undefined` if it is unknown, expired or revoked. */
  readonly accessToken: (accessToken: string) => AccessToken | undefined;
  /** The refresh token with this hash. */
  readonly refreshToken: (tokenHash: string) => FoundRefreshToken | undefined;
  /** The grant of a refresh token. `undefined` if it is unknown or revoked. */
  readonly grant: (subject: string, grantId: string) => GrantRecord | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** The ports of a flow over values. */
export const portsOver = (stored: StoredTokens): Asked<never, ClientAuthenticationPorts & PresentedTokenPorts> => ({
  findClient: (clientId) => answered(stored.client(clientId)),
  assertedClient: (request) => answered(stored.assertedClient?.(request)),
  limitSecrets: () => answered(undefined),
  findAccessToken: (accessToken) => answered(stored.accessToken(accessToken)),
  findRefreshToken: (tokenHash) => answered(stored.refreshToken(tokenHash)),
  findGrant: (subject, grantId) => answered(stored.grant(subject, grantId)),
  now: () => answered(stored.now),
});
