/** The parts of a URI that RFC 3986 names, in their order. */
const components = ['scheme', 'user name', 'host', 'port', 'path', 'query', 'fragment'] as const;

/** A part of a URI. */
type UriComponent = (typeof components)[number];

/** A part in which a requested redirect URI is not the registered one. `undefined`: the part is not there. */
export interface UriDifference {
  readonly component: UriComponent;
  readonly registered: string | undefined;
  readonly requested: string | undefined;
}

/** The registered redirect URI that a requested one comes nearest to. */
export interface NearestRedirectUri {
  readonly registered: string;
  /** Every part that differs, in the order of a URI. */
  readonly differences: readonly UriDifference[];
}

type Parts = Readonly<Record<UriComponent, string | undefined>>;

/** RFC 3986 appendix B: any text has these parts, even one that is no URI. */
const partsOf = (uri: string): Parts => {
  const [, scheme, authority, path, query, fragment] =
    /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(uri) ?? [];
  const [, userName, host, port] = /^(?:(.*)@)?(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(authority ?? '') ?? [];
  return { scheme, 'user name': userName, host, port, path, query, fragment };
};

const differencesOf = (registered: string, requested: string): readonly UriDifference[] => {
  const [a, b] = [partsOf(registered), partsOf(requested)];
  return components
    .filter((component) => a[component] !== b[component])
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
 * Which registered redirect URI was probably meant, and what is different about the requested one: the fewest parts that
 * differ, then the longest common beginning.
 *
 * @returns `undefined` if nothing is registered
 * @example
 * nearestRedirectUri(['https://app.example/cb'], 'http://app.example/cb')?.differences;
 * // [{ component: 'scheme', registered: 'https', requested: 'http' }]
 */
export const nearestRedirectUri = (registered: readonly string[], requested: string): NearestRedirectUri | undefined =>
  registered
    .map((uri) => ({ registered: uri, differences: differencesOf(uri, requested) }))
    .reduce<NearestRedirectUri | undefined>(
      (best, each) => (best === undefined || isNearer(each, best, requested) ? each : best),
      undefined,
    );
