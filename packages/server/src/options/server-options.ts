import type { Pages, PolicySettings, Sha256 } from '@codegrant/core';
import type { ServerEvent } from '../events/events.ts';
import type { Clients } from '../ports/clients.ts';
import type { Consents } from '../ports/consents.ts';
import type { Owners } from '../ports/owners.ts';
import type { Store } from '../ports/store.ts';
import type { Tokens } from '../ports/tokens.ts';
import type { Paths } from './paths.ts';

/** What an authorization server is made of. */
export interface ServerOptions<Context> {
  /** The law's settings: see `definePolicy`. */
  readonly policy: PolicySettings;
  readonly clients: Clients;
  readonly owner: Owners<Context>;
  readonly tokens: Tokens;
  /**
   * Random bytes, at least 32 each, that questions to people are sealed with; newest first. The same on every machine that
   * serves the endpoint.
   */
  readonly consentKeys: readonly Uint8Array[];
  /** Where people sign in: a path on this server, or a URL. It gets the way back in `return_to`. Default: `/sign-in`. */
  readonly signInUrl?: string | undefined;
  /**
   * Where people are asked, if on a page of your own: a path on this server, or a URL. It gets the sealed question in
   * `consent_token`, learns what it asks at `paths.consent` + `/{consent_token}`, and answers at `paths.grants`. Default: the consent
   * page of `pages`.
   */
  readonly consentUrl?: string | undefined;
  /**
   * Default: `/oauth/authorize`, `/oauth/consent`, `/oauth/grants`, `/oauth/token`, `/.well-known/oauth-authorization-server`. All
   * of them are whole paths, as a browser sees them.
   */
  readonly paths?: Partial<Paths> | undefined;
  /** Default: {@link memoryStore}, which serves one process. */
  readonly store?: Store | undefined;
  /** Default: {@link memoryConsents}. */
  readonly consents?: Consents | undefined;
  /** Default: pages without script, in English. */
  readonly pages?: Partial<Pages> | undefined;
  /** Is told what happened, once it is decided. What it throws is ignored. */
  readonly report?: ((event: ServerEvent) => void) | undefined;
  /** The clock, in seconds since 1970-01-01T00:00:00Z; fractions are cut off. Default: the system's. */
  readonly now?: (() => number) | undefined;
  /** Cryptographically random bytes. Default: the platform's `crypto.getRandomValues`. */
  readonly random?: ((length: number) => Uint8Array) | undefined;
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}
