import type { ConsentKeys } from '../crypto/consent-keys.ts';
import type { Sha256 } from '../crypto/digest.ts';
import type { Policy } from '../settings/policy.ts';

/** What the flows of the token endpoint take from the settings of a server. */
export interface TokenSettings {
  readonly policy: Policy;
  /** The first key makes successors of refresh tokens. Every key finds those that it made. */
  readonly consentKeys: ConsentKeys;
  /** Whether a store keeps grants, so that the one of a client without refresh tokens is saved too. Default: `false`. */
  readonly keepsGrants?: boolean | undefined;
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}
