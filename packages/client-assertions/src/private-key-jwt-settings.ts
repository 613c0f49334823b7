import { InvalidSettings } from '@codegrant/server';
import { type AssertionAlgorithm, assertionAlgorithms, isAssertionAlgorithm } from './assertion-algorithm.ts';
import type { FetchKeys } from './fetch-keys.ts';

/** The settings of `privateKeyJwt`. */
export interface PrivateKeyJwtSettings {
  /**
   * Fetches the keys of clients that are registered with `jwks_uri`: `guardedFetch` of `@codegrant/client-documents`, or a function of your
   * own. Default: none, and clients need `jwks`.
   */
  readonly fetch?: FetchKeys | undefined;
  /** The algorithms that clients may sign with. Default: `ES256`, `PS256`, `RS256`, `EdDSA` and `Ed25519`. */
  readonly algorithms?: readonly AssertionAlgorithm[] | undefined;
  /**
   * What the claim `aud` may be: the issuer of the server, or also the URL of its token endpoint, for older clients. An assertion for a URL
   * that another server can name too may be stolen there: keep `issuer` if you can. Default: `issuer`.
   */
  readonly audience?: 'issuer' | 'tokenEndpoint' | undefined;
  /** How long an assertion may be valid, in seconds: 10 to 600. Default: 300. */
  readonly maxLifetimeSeconds?: number | undefined;
}

const names: readonly string[] = [
  'fetch',
  'algorithms',
  'audience',
  'maxLifetimeSeconds',
] satisfies readonly (keyof PrivateKeyJwtSettings)[];

const algorithmsProblems = (algorithms: unknown): readonly string[] =>
  algorithms === undefined ||
  (Array.isArray(algorithms) && algorithms.length > 0 && algorithms.every(isAssertionAlgorithm))
    ? []
    : [`algorithms must be a list with one or more of ${assertionAlgorithms.join(', ')}.`];

const audienceProblems = (audience: unknown): readonly string[] =>
  audience === undefined || audience === 'issuer' || audience === 'tokenEndpoint'
    ? []
    : ["audience must be 'issuer' or 'tokenEndpoint'."];

const isLifetime = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 10 && value <= 600;

/** @throws {InvalidSettings} if a setting is invalid, or none */
export const checkPrivateKeyJwt = (settings: PrivateKeyJwtSettings): void => {
  const { fetch, algorithms, audience, maxLifetimeSeconds } = settings;
  const problems = [
    ...Object.keys(settings)
      .filter((name) => !names.includes(name))
      .map((name) => `${name} is not a setting: correct its spelling.`),
    ...(fetch === undefined || typeof fetch === 'function' ? [] : ['fetch must be a function.']),
    ...algorithmsProblems(algorithms),
    ...audienceProblems(audience),
    ...(maxLifetimeSeconds === undefined || isLifetime(maxLifetimeSeconds)
      ? []
      : ['maxLifetimeSeconds must be a whole number from 10 to 600.']),
  ];
  if (problems.length > 0) throw new InvalidSettings('privateKeyJwt', problems);
};
