import type { Client } from '../../client/client.ts';
import type { ClientPorts } from '../../client/client-ports.ts';

/** The result of the verification of a signature. */
export type AssertionVerdict =
  | { readonly kind: 'verified' }
  /** `noKey`: the client has no key for this header. `wrongSignature`: no key of the client made this signature. */
  | { readonly kind: 'failed'; readonly because: 'noKey' | 'wrongSignature' };

/** The ports of the flow of a client assertion. */
export interface AssertionPorts extends ClientPorts {
  /** Verifies the signature of a client assertion with the registered keys of the client. */
  readonly verifyAssertion: (assertion: string, client: Client) => AssertionVerdict;
  /**
   * Records the use of a client assertion under an identifier, until `expiresAt`, in seconds since 1970-01-01T00:00:00Z. Returns whether
   * this is the first use.
   */
  readonly useAssertion: (id: string, expiresAt: number) => boolean;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}
