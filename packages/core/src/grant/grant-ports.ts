import type { Entropy } from '../crypto/entropy.ts';
import type { GrantRecord } from './grant-record.ts';
import type { RefreshTokenRecord } from './refresh-token-record.ts';

/** The ports of every flow that gives a client a refresh token. */
export interface GrantPorts {
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  readonly entropy: () => Entropy;
  /** Saves a grant in place of an earlier state of it, unless it was revoked. */
  readonly saveGrant: (record: GrantRecord) => void;
  /** Saves a refresh token in place of an earlier state of it. A recorded use stays recorded. */
  readonly saveRefreshToken: (record: RefreshTokenRecord) => void;
}
