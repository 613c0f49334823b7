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
import type { ServerEvent } from './events.ts';
import { memoryConsents } from './memory-consents.ts';
import { memoryStore } from './memory-store.ts';
import type { Clients, Consents, Owners, Store, Tokens } from './ports.ts';
import { sturdyPages } from './sturdy-pages.ts';
import { systemNow, systemRandom } from './system.ts';

/** The paths of the endpoints on this server. */
export type Paths = Readonly<Record<'authorize' | 'consent' | 'token', string>>;

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
  /** Default: `/oauth/authorize`, `/oauth/consent`, `/oauth/token`. */
  readonly paths?: Partial<Paths> | undefined;
  /** Default: {@link memoryStore}, which serves one process. */
  readonly store?: Store | undefined;
  /** Default: {@link memoryConsents}. */
  readonly consents?: Consents | undefined;
  /** Default: pages without script, in English. */
  readonly pages?: Partial<Pages> | undefined;
  /** Is told what happened. What it throws is ignored. */
  readonly report?: ((event: ServerEvent) => void) | undefined;
  /** The clock, in seconds since 1970-01-01T00:00:00Z. Default: the system's. */
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
  readonly report: (event: ServerEvent) => void;
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
  readonly sha256: Sha256 | undefined;
}

const defaultPaths: Paths = { authorize: '/oauth/authorize', consent: '/oauth/consent', token: '/oauth/token' };

const pathProblems = (paths: Paths): readonly string[] =>
  Object.entries(paths)
    .filter(([, path]) => !/^\/[A-Za-z0-9\-._~/]*$/.test(path))
    .map(([name, path]) => `paths.${name} ${JSON.stringify(path)} must begin with / and have no query.`);

const samePathProblems = (paths: Paths): readonly string[] =>
  new Set(Object.values(paths)).size === Object.keys(paths).length ? [] : ['paths must differ from each other.'];

const signInProblems = (signInUrl: string): readonly string[] =>
  /^(?:\/(?![/\\])|https?:\/\/[A-Za-z0-9[])[\x21\x22\x24-\x5B\x5D-\x7E]*$/.test(signInUrl)
    ? []
    : [
        `signInUrl ${JSON.stringify(signInUrl)} must be a path on this server, as in /sign-in, or an https URL, without a fragment.`,
      ];

/** A report that can do no harm, now or later: what a log does wrong is not the browser's business. */
const harmless =
  (report: (event: ServerEvent) => void) =>
  (event: ServerEvent): void => {
    try {
      const reported: unknown = report(event);
      Promise.resolve(reported).catch(() => {});
    } catch {
      // There is nowhere left to report it to.
    }
  };

/**
 * Checks the options and fills in what was left out.
 *
 * @throws {InvalidSettings} or {RangeError} that names what is wrong
 */
export const partsOf = <Context>(options: ServerOptions<Context>): Parts<Context> => {
  const policy = definePolicy(options.policy);
  const paths: Paths = { ...defaultPaths, ...options.paths };
  const signInUrl = options.signInUrl ?? '/sign-in';
  const now = options.now ?? systemNow;
  const report = harmless(options.report ?? (() => {}));
  const problems = [...pathProblems(paths), ...samePathProblems(paths), ...signInProblems(signInUrl)];
  if (problems.length > 0) throw new InvalidSettings('authorization server', problems);
  return {
    policy,
    paths,
    surface: {
      policy,
      authorizePath: paths.authorize,
      consentPath: paths.consent,
      signInUrl,
      pages: sturdyPages({ ...defaultPages, ...options.pages }, report),
    },
    clients: options.clients,
    owner: options.owner,
    tokens: options.tokens,
    store: options.store ?? memoryStore(now),
    consents: options.consents ?? memoryConsents(),
    consentKeys: consentKeysOf(options.consentKeys),
    report,
    now,
    random: options.random ?? systemRandom,
    sha256: options.sha256,
  };
};
