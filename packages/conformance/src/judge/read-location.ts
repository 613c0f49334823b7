/** How a Location relates to the redirect URI that it should lead to. */
export type Relation = 'same' | 'writtenAnew' | 'queryLost' | 'elsewhere';

type Pair = readonly [string, string];

const pairsOf = (uri: string): readonly Pair[] => {
  const [, query = ''] = /^[^?#]*\?([^#]*)/.exec(uri) ?? [];
  return Array.from(new URLSearchParams(query));
};

const isSame = (location: string, uri: string): boolean =>
  location.startsWith(uri) && (/[?&]$/.test(uri) || /^(?:$|[?&#])/.test(location.slice(uri.length)));

const beginsWith = (all: readonly Pair[], first: readonly Pair[]): boolean =>
  first.every(([name, value], index) => all[index]?.[0] === name && all[index]?.[1] === value);

/** Compares a Location with a redirect URI. */
export const relate = (location: string, uri: string): Relation => {
  if (isSame(location, uri)) return 'same';
  if (!URL.canParse(location) || !URL.canParse(uri)) return 'elsewhere';
  const [came, wanted] = [new URL(location), new URL(uri)];
  if (came.protocol !== wanted.protocol || came.host !== wanted.host) return 'elsewhere';
  if ((came.pathname || '/') !== (wanted.pathname || '/')) return 'elsewhere';
  return beginsWith(pairsOf(location), pairsOf(uri)) ? 'writtenAnew' : 'queryLost';
};

/** What the server added to the query of a redirect URI, and what stands in the fragment. */
export interface Added {
  readonly query: URLSearchParams;
  readonly fragment: URLSearchParams;
}

const without = (all: readonly Pair[], own: readonly Pair[]): readonly Pair[] =>
  beginsWith(all, own) ? all.slice(own.length) : all;

/** Reads what a server tells a client in a Location. */
export const readAdded = (location: string, uri: string): Added => ({
  query: new URLSearchParams(
    without(pairsOf(location), pairsOf(uri)).map(([name, value]): [string, string] => [name, value]),
  ),
  fragment: new URLSearchParams(location.split('#').slice(1).join('#')),
});
