import { readLoopbackUri } from './loopback.ts';

/** The parts of a URI that RFC 3986 names, in their order. */
const components = ['scheme', 'user name', 'host', 'port', 'path', 'query', 'fragment'] as const;

/** A part of a URI. */
type UriComponent = (typeof components)[number];

/**
 * A part in which the requested redirect URI differs from the registered one. `undefined` means that the part is
 * missing.
 */
export interface UriDifference {
  readonly component: UriComponent;
  readonly registered: string | undefined;
  readonly requested: string | undefined;
}

/** The registered redirect URI that is nearest to a requested one. */
export interface NearestRedirectUri {
  readonly registered: string;
  /** Every part that differs, in the order of a URI. */
  readonly differences: readonly UriDifference[];
}

type Parts = Readonly<Record<UriComponent, string | undefined>>;

/** RFC 3986 appendix B: every string has these parts, even if it is not a URI. */
const partsOf = (uri: string): Parts => {
  const [, scheme, authority, path, query, fragment] =
    /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(uri) ?? [];
  const [, userName, host, port] = /^(?:(.*)@)?(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(authority ?? '') ?? [];
  return { scheme, 'user name': userName, host, port, path, query, fragment };
};

/** RFC 8252 §7.3: on loopback any port is accepted, so the port is not the reason for a refusal. */
const mayDiffer = (component: UriComponent, ...uris: readonly string[]): boolean =>
  component === 'port' && uris.every((uri) => readLoopbackUri(uri) !== undefined);

const differencesOf = (
  registered: string,
  requested: string,
  loopbackPort: 'any' | 'exact',
): readonly UriDifference[] => {
  const [a, b] = [partsOf(registered), partsOf(requested)];
  return components
    .filter((component) => a[component] !== b[component])
    .filter((component) => loopbackPort === 'exact' || !mayDiffer(component, registered, requested))
    .map((component) => ({ component, registered: a[component], requested: b[component] }));
};

const commonPrefix = (a: string, b: string): number => {
  const end = a.split('').findIndex((character, index) => b[index] !== character);
  return end === -1 ? a.length : end;
};

const isNearer = (a: NearestRedirectUri, b: NearestRedirectUri, requested: string): boolean =>
  a.differences.length === b.differences.length
    ? commonPrefix(a.registered, requested) > commonPrefix(b.registered, requested)
    : a.differences.length < b.differences.length;

/**
 * Finds the registered redirect URI that was probably meant: the one with the fewest differing parts, then with the
 * longest common beginning.
 *
 * @param loopbackPort whether the client is registered to use any port on loopback
 * @returns `undefined` if none is registered
 * @example
 * nearestRedirectUri(['https://app.example/cb'], 'http://app.example/cb')?.differences;
 * // [{ component: 'scheme', registered: 'https', requested: 'http' }]
 */
export const nearestRedirectUri = (
  registered: readonly string[],
  requested: string,
  loopbackPort: 'any' | 'exact' = 'any',
): NearestRedirectUri | undefined =>
  registered
    .map((uri) => ({ registered: uri, differences: differencesOf(uri, requested, loopbackPort) }))
    .reduce<NearestRedirectUri | undefined>(
      (best, each) => (best === undefined || isNearer(each, best, requested) ? each : best),
      undefined,
    );
