import type { HttpRequest } from '@codegrant/server';

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/**
 * Tells whether a page of another origin sent the form. `Sec-Fetch-Site` says so. A browser without it sends `Origin`,
 * which must name the host that the request is for, or the public origin if a proxy in front changes the Host header.
 * Programs that are not browsers send neither.
 *
 * @param publicOrigin the origin at which browsers reach the app
 */
export const isCrossOrigin = (header: HttpRequest<unknown>['header'], publicOrigin: string): boolean => {
  const site = header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = header('origin');
  // Some pages send `Origin: null`, which names no host.
  return origin !== undefined && origin !== publicOrigin && hostOf(origin) !== (header('host') ?? '');
};
