import { type Grants, InvalidSettings } from '@codegrant/server';
import { keyProblems, sameKids } from './key-problems.ts';
import { functionProblems, issuerProblems, numberProblems, unknownSettings } from './settings-problems.ts';
import { namesOf, type SigningKey } from './signing-key.ts';

/** The settings of `jwtTokens`. */
export interface JwtTokensSettings {
  /** `issuer` of the policy, in the same spelling. */
  readonly issuer: string;
  /**
   * Who tokens are for if their grant names no resource: the URL of your API (RFC 9068 §3). With `resources` in the policy, tokens are for
   * these resources.
   */
  readonly audience: string;
  /** The first key signs, so it has a `privateKey`. All are published, and verify. */
  readonly keys: readonly SigningKey[];
  /**
   * The lifetime of a token, in seconds: 1 to 86400 (one day). An API that verifies a token by itself accepts it that long, also after it
   * was revoked. Default: 300.
   */
  readonly lifetimeSeconds?: number | undefined;
  /** The port `grants` of the server. With it, the server itself refuses tokens of a revoked grant. */
  readonly grants?: Pick<Grants, 'findGrant'> | undefined;
  /** The clock, in seconds since 1970-01-01T00:00:00Z. Default: the system's. */
  readonly now?: (() => number) | undefined;
}

const names: readonly string[] = [
  'issuer',
  'audience',
  'keys',
  'lifetimeSeconds',
  'grants',
  'now',
] satisfies (keyof JwtTokensSettings)[];

const keysProblems = (keys: JwtTokensSettings['keys']): readonly string[] => {
  const [first] = Array.isArray(keys) ? keys : [];
  if (first === undefined) return ['keys must be a list of at least one key. Make one with generateSigningKey.'];
  const problems = keys.flatMap((key, at) => keyProblems(key, `keys[${at}]`));
  if (problems.length > 0) return problems;
  return [
    ...(first.privateKey === undefined ? ['keys[0] must have a privateKey: the first key signs.'] : []),
    ...sameKids(keys.map((key) => namesOf(key).kid)),
  ];
};

const grantsProblems = (grants: unknown): readonly string[] =>
  grants === undefined ||
  (typeof grants === 'object' && grants !== null && typeof Reflect.get(grants, 'findGrant') === 'function')
    ? []
    : ['grants must be the port grants of the server, which has a function findGrant.'];

/** @throws {InvalidSettings} if a setting is invalid, or none */
export const checkJwtTokens = (settings: JwtTokensSettings): void => {
  const { issuer, audience, keys, lifetimeSeconds, grants, now } = settings;
  const problems = [
    ...unknownSettings(settings, names),
    ...issuerProblems(issuer),
    ...(typeof audience === 'string' && audience !== ''
      ? []
      : [
          'audience must be a non-empty string: the URL of the API that tokens are for if their grant names no resource.',
        ]),
    ...keysProblems(keys),
    ...numberProblems('lifetimeSeconds', lifetimeSeconds, 1, 86_400),
    ...grantsProblems(grants),
    ...functionProblems('now', now),
  ];
  if (problems.length > 0) throw new InvalidSettings('jwtTokens', problems);
};
