import type { Sha256 } from '../crypto/digest.ts';
import type { Policy } from './policy.ts';

/** The settings of the token endpoint. */
export interface TokenSettings {
  readonly policy: Policy;
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}
