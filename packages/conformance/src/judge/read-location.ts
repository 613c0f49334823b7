/** How a Location header relates to the expected redirect URI. */
export type Relation = 'same' | 'equivalent' | 'queryLost' | 'elsewhere';

type Pair = readonly [string, string];

const pairsOf = (uri: string): readonly Pair[] => {
  const [, query = ''] = /^[^?#]*\?([^#]*)/.exec(uri) ?? [];
  return Array.from(new URLSearchParams(query));
};

const isSame = (location: string, uri: string): boolean =>
  location.startsWith(uri) && (/[?&]$/.test(uri) || /^(?:$|[?&#])/.test(location.slice(uri.length)));

const beginsWith = (all: readonly Pair[], first: readonly Pair[]): boolean =>
  first.every(([name, value], index) => all[index]?.[0] === name && all[index]?.[1] === value);

/** Compares a Location header with a redirect URI. */
export const relate = (location: string, uri: string): Relation => {
  if (isSame(location, uri)) return 'same';
  if (!URL.canParse(location) || !URL.canParse(uri)) return 'elsewhere';
  const [came, wanted] = [new URL(location), new URL(uri)];
  if (came.protocol !== wanted.protocol || came.host !== wanted.host) return 'elsewhere';
  if ((came.pathname || '/') !== (wanted.pathname || '/')) return 'elsewhere';
  return beginsWith(pairsOf(location), pairsOf(uri)) ? 'equivalent' : 'queryLost';
};

/** The parameters that the server added to the query of a redirect URI, and those in the fragment. */
interface Added {
  readonly query: URLSearchParams;
  readonly fragment: URLSearchParams;
}

const without = (all: readonly Pair[], own: readonly Pair[]): readonly Pair[] =>
  beginsWith(all, own) ? all.slice(own.length) : all;

/** Reads the response parameters in a Location header. */
export const readAdded = (location: string, uri: string): Added => ({
  query: new URLSearchParams(
    without(pairsOf(location), pairsOf(uri)).map(([name, value]): [string, string] => [name, value]),
  ),
  fragment: new URLSearchParams(location.split('#').slice(1).join('#')),
});
