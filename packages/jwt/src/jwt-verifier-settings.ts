import { InvalidSettings } from '@codegrant/server';
import { isNonEmptyString } from '@codegrant/server/internal';
import type { FetchImplementation, JWK } from 'jose';
import { keyProblems, sameKids } from './key-problems.ts';
import { functionProblems, issuerProblems, numberProblems, unknownSettings, urlProblems } from './settings-problems.ts';

/** What `jwtVerifier` expects of every token. */
interface ExpectedTokens {
  /** The issuer of the server, in the same spelling. */
  readonly issuer: string;
  /** The URL of this API, as the server spells it in `aud`. Of several, one must be there. */
  readonly audience: string | readonly string[];
  /** The clock, in seconds since 1970-01-01T00:00:00Z. Default: the system's. */
  readonly now?: (() => number) | undefined;
}

/** Keys that the server publishes. */
export interface PublishedKeys {
  /** The URL of the server's keys: `jwks_uri` of its metadata. On https, or on http on this machine. */
  readonly jwksUri: string;
  /** Default: the platform's `fetch`. */
  readonly fetch?: FetchImplementation | undefined;
  /** How long a request may take, in milliseconds: 1 to 60000. Default: 5000. */
  readonly timeoutMilliseconds?: number | undefined;
  /**
   * For how many seconds after a successful request a token that names an unknown key causes no new request: 0 to 3600. Default: 30. As
   * long after the server added a key, tokens of this key may be refused.
   */
  readonly cooldownSeconds?: number | undefined;
  /** After how many seconds the keys are fetched again: 1 to 86400. Default: 600. As long, a key that the server removed still counts. */
  readonly maxAgeSeconds?: number | undefined;
  readonly keys?: undefined;
}

/** Keys that were copied. */
export interface CopiedKeys {
  /** Public keys as JWKs with `alg`: the `keys` of a key set. */
  readonly keys: readonly JWK[];
  readonly jwksUri?: undefined;
}

/** The settings of `jwtVerifier`. */
export type JwtVerifierSettings = ExpectedTokens & (PublishedKeys | CopiedKeys);

const expected = ['issuer', 'audience', 'now'];

const ofPublishedKeys = ['fetch', 'timeoutMilliseconds', 'cooldownSeconds', 'maxAgeSeconds'];

const audienceProblems = (audience: unknown): readonly string[] => {
  const all: readonly unknown[] = Array.isArray(audience) ? audience : [audience];
  return all.length > 0 && all.every(isNonEmptyString)
    ? []
    : ['audience must be the URL of this API as the server spells it, or a list of them.'];
};

const copiedProblems = (keys: unknown): readonly string[] => {
  if (!Array.isArray(keys) || keys.length === 0)
    return ['keys must be a list of public JWKs: the member keys of the key set of the server.'];
  const problems = keys.flatMap((publicKey: unknown, at) => keyProblems({ publicKey }, `keys[${at}]`));
  return problems.length > 0 ? problems : sameKids(keys.map((jwk: object) => Reflect.get(jwk, 'kid')));
};

const publishedProblems = (settings: object): readonly string[] => {
  const value = (name: string): unknown => Reflect.get(settings, name);
  return [
    ...urlProblems('jwksUri', value('jwksUri')),
    ...functionProblems('fetch', value('fetch')),
    ...numberProblems('timeoutMilliseconds', value('timeoutMilliseconds'), 1, 60_000),
    ...numberProblems('cooldownSeconds', value('cooldownSeconds'), 0, 3600),
    ...numberProblems('maxAgeSeconds', value('maxAgeSeconds'), 1, 86_400),
  ];
};

const keysProblems = (settings: JwtVerifierSettings): readonly string[] => {
  const { jwksUri, keys } = settings;
  if ((jwksUri === undefined) === (keys === undefined))
    return ['Set jwksUri, the URL of the keys of the server, or keys, a copy of them, and not both.'];
  if (keys === undefined) return publishedProblems(settings);
  return [
    ...ofPublishedKeys
      .filter((name) => Reflect.get(settings, name) !== undefined)
      .map((name) => `${name} is only for jwksUri: leave it out.`),
    ...copiedProblems(keys),
  ];
};

/** @throws {InvalidSettings} if a setting is invalid, or none */
export const checkJwtVerifier = (settings: JwtVerifierSettings): void => {
  const problems = [
    ...unknownSettings(settings, [...expected, ...ofPublishedKeys, 'jwksUri', 'keys']),
    ...issuerProblems(settings.issuer),
    ...audienceProblems(settings.audience),
    ...functionProblems('now', settings.now),
    ...keysProblems(settings),
  ];
  if (problems.length > 0) throw new InvalidSettings('jwtVerifier', problems);
};
