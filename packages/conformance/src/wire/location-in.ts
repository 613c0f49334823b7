import type { WireResponse } from './send.ts';

/** The URL in a `Refresh` header (HTML §2.5.1), as browsers read it. */
const refreshUrl = (refresh: string): string | undefined =>
  /^\s*[\d.]+\s*[;,]?\s*(?:url\s*=\s*)?(\S.*)$/i.exec(refresh)?.[1];

/**
 * The URL that a response sends the browser to: in the `Location` of a redirect, or in the `Refresh` of a page that
 * redirects automatically.
 */
export const locationIn = ({ status, headers }: Pick<WireResponse, 'status' | 'headers'>): string | undefined => {
  const { location, refresh } = headers;
  if (status >= 300 && status < 400) return location;
  return status >= 200 && status < 300 && refresh !== undefined ? refreshUrl(refresh) : undefined;
};
