import type { CodeChallengeMethod } from '../code/code-challenge-method.ts';
import { type Brand, proveWithLists } from '../rules/brand.ts';
import { type Result, resultOf, valueOf } from './invalid-settings.ts';
import { policyProblems } from './policy-problems.ts';
import { type PolicySettings, policySettingsSchema, type ScopeDescription } from './policy-settings.ts';
import type { ResourceDescription } from './resource-settings.ts';
import { readSettings } from './schema.ts';

/** Validated settings with their defaults filled in. {@link definePolicy} makes one. */
export type Policy = Brand<PolicyValues, 'Policy'>;

interface PolicyValues {
  readonly issuer: string;
  readonly scopes: ReadonlyMap<string, ScopeDescription>;
  readonly defaultScope: readonly string[];
  readonly unknownScope: 'reject' | 'ignore';
  readonly requiredScope: readonly string[];
  /** Empty if the server ignores resource indicators. */
  readonly resources: ReadonlyMap<string, ResourceDescription>;
  readonly defaultResource: readonly string[];
  readonly pkce: 'unlessRegistered' | 'always';
  readonly codeChallengeMethods: readonly CodeChallengeMethod[];
  readonly plainCodeChallenge: 'ifRegistered' | undefined;
  readonly codeLifetimeSeconds: number;
  readonly codeReuseSeconds: number;
  readonly consentLifetimeSeconds: number;
  readonly rememberConsent: 'provenClients' | 'everyClient' | 'never';
  readonly refreshTokens: 'never' | 'offline_access' | 'always';
  readonly refreshTokenRotation: 'always' | 'publicClients';
  readonly refreshTokenIdleSeconds: number;
  readonly refreshTokenLifetimeSeconds: number;
  readonly refreshTokenReuseSeconds: number;
  readonly authorizationParameters: readonly string[];
  readonly tokenParameters: readonly string[];
  readonly accessTokenLifetimeSeconds: number;
}

const days = (count: number): number => count * 86_400;

const withDefaults = (given: PolicySettings): Policy =>
  proveWithLists<Policy>({
    issuer: given.issuer,
    scopes: new Map(Object.entries(given.scopes)),
    defaultScope: given.defaultScope ?? [],
    unknownScope: given.unknownScope ?? 'reject',
    requiredScope: given.requiredScope ?? [],
    resources: new Map(Object.entries(given.resources ?? {})),
    defaultResource: given.defaultResource ?? [],
    pkce: given.pkce ?? 'unlessRegistered',
    codeChallengeMethods: given.codeChallengeMethods ?? ['S256'],
    plainCodeChallenge: given.plainCodeChallenge,
    codeLifetimeSeconds: given.codeLifetimeSeconds ?? 60,
    codeReuseSeconds: given.codeReuseSeconds ?? 10,
    consentLifetimeSeconds: given.consentLifetimeSeconds ?? 600,
    rememberConsent: given.rememberConsent ?? 'provenClients',
    refreshTokens: given.refreshTokens ?? 'never',
    refreshTokenRotation: given.refreshTokenRotation ?? 'always',
    refreshTokenIdleSeconds: given.refreshTokenIdleSeconds ?? days(30),
    refreshTokenLifetimeSeconds: given.refreshTokenLifetimeSeconds ?? days(365),
    refreshTokenReuseSeconds: given.refreshTokenReuseSeconds ?? 30,
    authorizationParameters: given.authorizationParameters ?? [],
    tokenParameters: given.tokenParameters ?? [],
    accessTokenLifetimeSeconds: given.accessTokenLifetimeSeconds ?? 600,
  });

/**
 * Validates settings that come from outside, such as a file or the environment.
 *
 * @returns the policy, or every problem as a sentence that names the setting
 */
export const readPolicy = (given: unknown): Result<Policy> => {
  const read = readSettings(policySettingsSchema, given);
  if (read.kind === 'invalid') return read;
  return resultOf(policyProblems(read.value), () => withDefaults(read.value));
};

/**
 * Validates the settings of an authorization server. Every setting except `issuer` and `scopes` has a safe default.
 *
 * @throws {InvalidSettings} with every problem, if the settings are invalid.
 * @example
 * const policy = definePolicy({
 *   issuer: 'https://login.example',
 *   scopes: { read: { name: 'Read your messages' } },
 *   defaultScope: ['read'],
 * });
 */
export const definePolicy = (given: PolicySettings): Policy => valueOf('policy', readPolicy(given));
