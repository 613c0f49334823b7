import {
  type ConsentKeys,
  consentKeysOf,
  defaultPages,
  definePolicy,
  InvalidSettings,
  type Pages,
  type Policy,
  type PolicySettings,
  type Sha256,
  type Surface,
} from '@codegrant/core';
import type { ServerEvent } from '../events/events.ts';
import { memoryConsents } from '../memory/memory-consents.ts';
import { memoryStore } from '../memory/memory-store.ts';
import { defaultSignInUrl, optionProblems } from './option-problems.ts';
import { defaultPaths, type Paths } from './paths.ts';
import type { Clients, Consents, Owners, Store, Tokens } from '../ports/ports.ts';
import { systemNow, systemRandom, wholeSeconds } from '../platform/system.ts';

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

/** An authorization server's parts, checked and with every default filled in. */
export interface Parts<Context> {
  readonly policy: Policy;
  readonly surface: Surface;
  readonly paths: Paths;
  readonly clients: Clients;
  readonly owner: Owners<Context>;
  readonly tokens: Tokens;
  readonly store: Store;
  readonly consents: Consents;
  readonly consentKeys: ConsentKeys;
  readonly report: ((event: ServerEvent) => void) | undefined;
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
  readonly sha256: Sha256 | undefined;
}

/**
 * Checks the options and fills in what was left out.
 *
 * @throws {InvalidSettings} or {RangeError} that names what is wrong
 */
export const partsOf = <Context>(options: ServerOptions<Context>): Parts<Context> => {
  const policy = definePolicy(options.policy);
  const problems = optionProblems(options, policy);
  if (problems.length > 0) throw new InvalidSettings('authorization server', problems);
  const paths: Paths = { ...defaultPaths, ...options.paths };
  const now = wholeSeconds(options.now ?? systemNow);
  return {
    policy,
    paths,
    surface: {
      policy,
      authorizePath: paths.authorize,
      consentPath: paths.consent,
      signInUrl: options.signInUrl ?? defaultSignInUrl,
      consentUrl: options.consentUrl,
      pages: {
        refusal: options.pages?.refusal ?? defaultPages.refusal,
        consent: options.pages?.consent ?? defaultPages.consent,
      },
    },
    clients: options.clients,
    owner: options.owner,
    tokens: options.tokens,
    store: options.store ?? memoryStore(now),
    consents: options.consents ?? memoryConsents(),
    consentKeys: consentKeysOf(options.consentKeys),
    report: options.report,
    now,
    random: options.random ?? systemRandom,
    sha256: options.sha256,
  };
};
