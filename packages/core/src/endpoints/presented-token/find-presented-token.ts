import type { Sha256 } from '../../crypto/digest.ts';
import { isVschar } from '../../encoding/characters.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import type { AccessToken } from '../../grant/access-token.ts';
import type { GrantRecord } from '../../grant/grant-record.ts';
import { type FoundRefreshToken, hashRefreshToken } from '../../grant/refresh-token-record.ts';
import type { PresentedToken } from './presented-token.ts';
import type { TokenType } from './token-type.ts';

/** The ports that find a presented token. */
export interface PresentedTokenPorts {
  /** What an access token was issued for. `undefined` if it is unknown, expired or revoked. */
  readonly findAccessToken: (accessToken: string) => AccessToken | undefined;
  /** The refresh token with this hash. */
  readonly findRefreshToken: (tokenHash: string) => FoundRefreshToken | undefined;
  /** The grant with this identifier. `undefined` if it is unknown or revoked. */
  readonly findGrant: (subject: string, grantId: string) => GrantRecord | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

interface FoundAccessToken {
  readonly type: 'access_token';
  readonly value: string;
  readonly clientId: string;
  readonly token: AccessToken;
}

interface FoundGrantToken {
  readonly type: 'refresh_token';
  readonly clientId: string;
  readonly grant: GrantRecord;
  readonly expiresAt: number;
  /** Whether it was replaced by its successor. */
  readonly used: boolean;
}

/** A presented token that was issued, has not expired, and was not revoked. */
export type FoundToken = FoundAccessToken | FoundGrantToken;

function* findRefreshToken<Pause>(
  value: string,
  sha256: Sha256 | undefined,
  ports: Asked<Pause, PresentedTokenPorts>,
): Flow<Pause, FoundGrantToken | undefined> {
  const found = yield* ports.findRefreshToken(hashRefreshToken(value, sha256));
  const grant = found && (yield* ports.findGrant(found.record.subject, found.record.grantId));
  if (found === undefined || grant === undefined) return undefined;
  const expiresAt = Math.min(found.record.expiresAt, grant.expiresAt);
  // A store may keep it longer, or not.
  if (expiresAt <= (yield* ports.now())) return undefined;
  return { type: 'refresh_token', clientId: grant.clientId, grant, expiresAt, used: found.used };
}

function* findAccessToken<Pause>(
  value: string,
  _sha256: Sha256 | undefined,
  ports: Asked<Pause, PresentedTokenPorts>,
): Flow<Pause, FoundAccessToken | undefined> {
  const token = yield* ports.findAccessToken(value);
  if (token === undefined || token.expiresAt <= (yield* ports.now())) return undefined;
  return { type: 'access_token', value, clientId: token.clientId, token };
}

const searches = { access_token: findAccessToken, refresh_token: findRefreshToken } as const;

const others = { access_token: 'refresh_token', refresh_token: 'access_token' } as const;

/**
 * Looks for a presented token among the tokens of every type. RFC 7009 §2.1: the hint says only where to begin.
 *
 * @param likely where to begin without a hint
 */
export function* findPresentedToken<Pause>(
  { value, hint }: PresentedToken,
  likely: TokenType,
  sha256: Sha256 | undefined,
  ports: Asked<Pause, PresentedTokenPorts>,
): Flow<Pause, FoundToken | undefined> {
  // RFC 6749 appendix A.12 and A.17: no token has other characters, and a database may not accept them.
  if (!isVschar(value)) return undefined;
  const first = hint ?? likely;
  return (yield* searches[first](value, sha256, ports)) ?? (yield* searches[others[first]](value, sha256, ports));
}
