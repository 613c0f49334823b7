import type { Client } from '../../client/client.ts';
import type { Entropy } from '../../crypto/entropy.ts';
import type { FormInput } from '../../encoding/read-params.ts';
import { runSync } from '../../flow/flow.ts';
import { type AuthorizationPorts, type AuthorizationSettings, authorize } from './authorize.ts';
import type { Consent } from './consent/consent.ts';
import type { Decision } from './decision.ts';
import type { Owner } from './owner/identify.ts';
import type { AuthorizationRequest } from './request/check.ts';

/** Everything that a decision depends on besides the request. */
export interface Facts extends AuthorizationSettings {
  /** The client that is registered under an identifier. */
  readonly client: (clientId: string) => Client | undefined;
  /** Who is signed in in this browser. */
  readonly owner: Owner | undefined;
  /** What the owner said to the client. */
  readonly consent: (request: AuthorizationRequest, owner: Owner) => Consent;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** Never used before. */
  readonly entropy: Entropy;
}

/** The ports that facts are. What a decision says is to be stored, the caller stores. */
export const portsOf = (
  { client, owner, now, entropy }: Omit<Facts, 'consent'>,
  consent: AuthorizationPorts['consent'],
): AuthorizationPorts => ({
  findClient: client,
  identifyOwner: () => owner,
  consent,
  now: () => now,
  entropy: () => entropy,
  saveCode: () => {},
  remember: () => {},
  failed: (cause) => {
    throw cause;
  },
});

/**
 * Decides an authorization request, by the flow of {@link authorize}.
 *
 * @param form the raw query text without `?`, or the raw text of a posted form. A parsed object has lost repeated names.
 * @returns what is to be done; {@link toReply} puts it into HTTP. Before an `issue` decision is answered, its record must be
 *   stored. Never throws, and the same input always gives the same decision.
 * @see RFC 6749 §4.1.1 and §4.1.2
 */
export const decide = (form: FormInput, facts: Facts): Decision =>
  runSync(authorize({ form }, facts), portsOf(facts, facts.consent));
