import {
  type ConsentKeys,
  consentKeysOf,
  definePolicy,
  InvalidSettings,
  type Policy,
  type Sha256,
  type Surface,
} from '@codegrant/core';
import { tokenEndpointAuthMethods } from '@codegrant/core/internal';
import type { ClientSource } from '../client-sources/client-source.ts';
import { clientsOfSources } from '../client-sources/clients-of-sources.ts';
import type { ServedGrantType } from '../grant-types/served-grant-type.ts';
import type { ServerEvent } from '../events/events.ts';
import { grantsWith } from '../memory/memory-grants.ts';
import { accessTokensWith } from '../memory/memory-access-tokens.ts';
import { memoryConsents } from '../memory/memory-consents.ts';
import { storeWith } from '../memory/memory-store.ts';
import { systemNow } from '../platform/system.ts';
import { type Clock, wholeSeconds } from '../ports/clock.ts';
import { sha256Of } from '../ports/digest.ts';
import { guardedPorts, type Ports } from '../ports/guarded-ports.ts';
import type { ServerLimits } from '../ports/limits.ts';
import type { Tokens } from '../ports/tokens.ts';
import { opaqueTokensWith } from '../tokens/opaque-tokens.ts';
import { checkedPages } from '../ports/pages.ts';
import { type DrawEntropy, entropySource } from '../ports/random.ts';
import { basePathOf, publicUrl } from './base-path.ts';
import type { ClientAssertions } from './client-assertions.ts';
import { filledPorts } from './filled-ports.ts';
import { optionProblems } from './option-problems.ts';
import { defaultRequestTypes, type RequestType } from './request-types.ts';
import type { OptionalEndpoint } from './optional-endpoint.ts';
import { defaultPaths, defaultSignInUrl, type Paths } from './paths.ts';
import { defaultPortTimeout } from './port-timeout.ts';
import { reasonForGrants } from './reason-for-grants.ts';
import type { ServerOptions } from './server-options.ts';
import { storageProblems } from './storage-problems.ts';

/** The options of an authorization server, validated and with every default filled in. */
export interface ServerSettings<Context> extends Ports<Context> {
  /** Your own, or the server's. */
  readonly tokens: Tokens;
  readonly grantTypes: readonly ServedGrantType[];
  readonly clientSources: readonly ClientSource[];
  /** `undefined` if clients do not authenticate with assertions. */
  readonly clientAssertions: ClientAssertions | undefined;
  /** `undefined` if the server has no limits. */
  readonly limits: ServerLimits<Context> | undefined;
  readonly portTimeoutMilliseconds: number;
  /** Whether the grant of a client without refresh tokens is saved too. */
  readonly keepsGrants: boolean;
  readonly policy: Policy;
  readonly surface: Surface;
  /** As requests have them once the base path is removed. */
  readonly paths: Paths;
  readonly basePath: string;
  readonly endpoints: readonly OptionalEndpoint[];
  readonly corsOrigins: readonly string[] | undefined;
  readonly tokenRequestTypes: readonly RequestType[];
  readonly consentKeys: ConsentKeys;
  readonly report: ((event: ServerEvent) => void) | undefined;
  readonly now: Clock;
  readonly entropy: DrawEntropy;
  readonly sha256: Sha256 | undefined;
}

/**
 * Validates the options and fills in the defaults.
 *
 * @throws {InvalidSettings} or {RangeError} if options are invalid. The message names each of them
 */
export const settingsOf = <Context>(options: ServerOptions<Context>): ServerSettings<Context> => {
  const policy = definePolicy(options.policy);
  const { clients, store, consents, grants, accessTokens } = filledPorts(options);
  const problems = [
    ...storageProblems(options),
    ...optionProblems(options, { clients, store, consents, grants, accessTokens }, policy),
  ];
  if (problems.length > 0 || clients === undefined) throw new InvalidSettings('authorization server', problems);
  const paths: Paths = { ...defaultPaths, ...options.paths };
  const basePath = basePathOf(options.basePath);
  const portTimeoutMilliseconds = options.portTimeoutMilliseconds ?? defaultPortTimeout;
  const endpoints = options.endpoints ?? [];
  const now = wholeSeconds(options.now ?? systemNow);
  const entropy = entropySource(options.random);
  const sha256 = sha256Of(options.sha256);
  const ports = guardedPorts<Context>(
    {
      clients,
      owner: options.owner,
      tokens: options.tokens,
      store: store ?? storeWith(now),
      consents: consents ?? memoryConsents(),
      grants: grants ?? grantsWith(now),
      accessTokens: accessTokens ?? accessTokensWith(now),
    },
    portTimeoutMilliseconds,
  );
  const clientSources = [
    ...(options.clientSources ?? []),
    ...endpoints.flatMap(({ clientSource }) => clientSource ?? []),
  ];
  const { clientAssertions } = options;
  const limits = options.limits?.within(portTimeoutMilliseconds);
  const lifetimeSeconds = policy.accessTokenLifetimeSeconds;
  return {
    policy,
    paths,
    basePath,
    endpoints,
    corsOrigins: options.corsOrigins,
    tokenRequestTypes: options.tokenRequestTypes ?? defaultRequestTypes,
    surface: {
      policy,
      authorizePath: publicUrl(paths.authorize, basePath),
      consentPath: publicUrl(paths.consent, basePath),
      signInUrl: publicUrl(options.signInUrl ?? defaultSignInUrl, basePath),
      consentUrl: options.consentUrl === undefined ? undefined : publicUrl(options.consentUrl, basePath),
      pages: checkedPages(options.pages),
    },
    ...ports,
    clients: clientsOfSources(
      ports.clients,
      clientSources,
      {
        policy,
        now,
        entropy,
        sha256,
        limits,
        authMethods: clientAssertions?.authMethods ?? tokenEndpointAuthMethods,
        authConflicts: clientAssertions?.conflicts,
      },
      portTimeoutMilliseconds,
    ),
    clientSources,
    clientAssertions,
    limits,
    tokens: ports.tokens ?? opaqueTokensWith({ ...ports, lifetimeSeconds, now, entropy, sha256 }),
    grantTypes: options.grantTypes ?? [],
    portTimeoutMilliseconds,
    keepsGrants: grants !== undefined || reasonForGrants(options.tokens, endpoints, policy) !== undefined,
    consentKeys: consentKeysOf(options.consentKeys),
    report: options.report,
    now,
    entropy,
    sha256,
  };
};
