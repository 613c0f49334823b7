import { readLoopbackUri } from '@codegrant/core/internal';
import { publicUrl } from './base-path.ts';
import { wildcardOf } from './paths.ts';

/** A path that no browser reads as another host, without a fragment: a parameter will be appended to it. */
const isPagePath = (url: string): boolean => /^\/(?![/\\])[\x21\x22\x24-\x5B\x5D-\x7E]*$/.test(url);

/**
 * R14: users type passwords and allow clients on these pages. http is only for loopback, unless the issuer may be http
 * too.
 */
const isPageUrl = (url: string, insecure: boolean): boolean =>
  /^https?:\/\/(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?(?:[/?][\x21\x22\x24-\x5B\x5D-\x7E]*)?$/.test(url) &&
  URL.canParse(url) &&
  (insecure || url.startsWith('https:') || readLoopbackUri(url) !== undefined);

/** The path that a browser will request from this server, or `undefined` for a page on another origin. */
const pathOn = (url: string, issuer: string): string | undefined => {
  const { origin, pathname } = new URL(url, issuer);
  return origin === new URL(issuer).origin ? pathname : undefined;
};

/** The URLs of the server that the URL of a page is checked against. */
export interface ServerUrls {
  /** The paths that the server answers itself, without the base path. */
  readonly served: readonly string[];
  readonly basePath: string;
  readonly issuer: string;
  /** Whether pages on other machines may use http. */
  readonly insecure: boolean;
}

/** Returns the problems of the URL of a page hosted by the operator. */
export const pageUrlProblems = (
  name: string,
  url: unknown,
  { served, basePath, issuer, insecure }: ServerUrls,
): readonly string[] => {
  if (typeof url !== 'string' || !(isPagePath(url) || isPageUrl(url, insecure)))
    return [
      `${name} ${JSON.stringify(url)} must be a path on this server such as /sign-in, or an https URL, without a fragment.`,
    ];
  const path = pathOn(publicUrl(url, basePath), issuer);
  const publicPaths = new Set(served.map((each) => publicUrl(each, basePath)));
  // If the page were the endpoint itself, the browser would be redirected in a loop.
  return path !== undefined && [path, wildcardOf(path)].some((each) => publicPaths.has(each))
    ? [`${name} ${JSON.stringify(url)} is a path that this server answers itself. Set the URL of your own page.`]
    : [];
};
