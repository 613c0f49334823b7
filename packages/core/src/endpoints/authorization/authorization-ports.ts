import type { Client } from '../../client/client.ts';
import type { CodeRecord } from '../../code/code-record.ts';
import type { ConsentKeys } from '../../crypto/consent-keys.ts';
import type { Sha256 } from '../../crypto/digest.ts';
import type { Entropy } from '../../crypto/entropy.ts';
import type { FormInput } from '../../encoding/read-params.ts';
import type { RefusalVerdict } from '../../errors/refusal.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Policy } from '../../settings/policy.ts';
import type { Consent, ConsentAnswer } from './consent/consent.ts';
import type { Owner } from './owner/identify.ts';
import type { ClientPorts } from '../../client/client-ports.ts';
import type { AuthorizationRequest } from './request/authorization-request.ts';

/** An authorization request. */
export interface AskedRequest {
  /** The raw query string without `?`, or the raw string of a posted form. */
  readonly form: FormInput;
  /** The result of `identifyOwner`, if it was called for this request before. Default: the flow calls it. */
  readonly identified?: { readonly owner: Owner | undefined } | undefined;
  /** The answer of the resource owner to the consent request. Default: none. */
  readonly answer?: ConsentAnswer | undefined;
}

/** The settings of the flow. */
export interface AuthorizationSettings {
  readonly policy: Policy;
  readonly consentKeys: ConsentKeys;
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}

/** The ports of the flow. */
export interface AuthorizationPorts extends ClientPorts {
  /**
   * The resource owner who is signed in in this browser. Called at most once for a request, because two answers could
   * differ.
   */
  readonly identifyOwner: () => Owner | undefined;
  /** What the resource owner has granted to this client before, and the answer to this request. */
  readonly consent: (request: AuthorizationRequest, owner: Owner, answer: ConsentAnswer) => Consent;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Random bytes that were never used before. */
  readonly entropy: () => Entropy;
  /** Stores the record of a code. */
  readonly saveCode: (record: CodeRecord) => void;
  /** Remembers what the resource owner has just allowed. */
  readonly remember: (subject: string, clientId: string, scope: readonly string[]) => void;
  /** Reports what a port threw after the redirect URI was matched. Returns the rule that is broken by it. */
  readonly failed: (cause: unknown, client: Client) => Rule<RefusalVerdict>;
}
