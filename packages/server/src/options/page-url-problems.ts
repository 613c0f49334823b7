import { wildcardOf } from './paths.ts';

/** A path that no browser takes for another host, without a fragment; a parameter will be added to it. */
const isPathOfPage = (url: string): boolean => /^\/(?![/\\])[\x21\x22\x24-\x5B\x5D-\x7E]*$/.test(url);

/** R14: people type passwords there, and allow clients. http is for this device alone. */
const isUrlOfPage = (url: string, insecure: boolean): boolean =>
  /^https?:\/\/(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?(?:[/?][\x21\x22\x24-\x5B\x5D-\x7E]*)?$/.test(url) &&
  URL.canParse(url) &&
  (insecure || /^(?:https:|http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?:[:/?]|$))/.test(url));

/** The path that a browser will ask this server for; `undefined` for a page of another origin. */
const pathOn = (url: string, issuer: string): string | undefined => {
  const { origin, pathname } = new URL(url, issuer);
  return origin === new URL(issuer).origin ? pathname : undefined;
};

/** What the address of a page is held against. */
export interface Places {
  /** The paths that the server answers itself. */
  readonly served: readonly string[];
  readonly issuer: string;
  /** Whether people may be sent over http to other machines. */
  readonly insecure: boolean;
}

/** What is wrong with the address of a page of the operator's own. */
export const pageAddressProblems = (
  name: string,
  url: unknown,
  { served, issuer, insecure }: Places,
): readonly string[] => {
  if (typeof url !== 'string' || !(isPathOfPage(url) || isUrlOfPage(url, insecure)))
    return [
      `${name} ${JSON.stringify(url)} must be a path on this server, as in /sign-in, or an https URL, without a fragment.`,
    ];
  const path = pathOn(url, issuer);
  // A page that is the endpoint itself would lead the browser in a circle.
  return path !== undefined && [path, wildcardOf(path)].some((each) => served.includes(each))
    ? [`${name} ${JSON.stringify(url)} is a path of the server itself: name a page of yours.`]
    : [];
};
