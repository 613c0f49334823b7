import { errorIn } from './error-in.ts';
import { locationIn } from '../wire/location-in.ts';
import type { WireResponse } from '../wire/send.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';
import { registeredFor, valuesOf } from '../expected/vector-request.ts';

/** The meaning of an authorization response for the browser. */
export type Answer =
  | { readonly kind: 'broken'; readonly status: number }
  /** The user sees an error. */
  | { readonly kind: 'errorPage'; readonly status: number }
  /** The user is asked to sign in or to consent, on this page or after a redirect. */
  | { readonly kind: 'userPage'; readonly came: string }
  /** The browser is redirected to the client, or to the requested URI. */
  | { readonly kind: 'client'; readonly location: string };

/** A relative reference leads to the server itself, so it does not identify the client. */
const isAbsolute = (text: string): boolean => /^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(text);

const isWeb = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:';

const leadsTo = (target: URL, wanted: string, endpoint: string): boolean => {
  if (!URL.canParse(wanted, endpoint)) return false;
  const { protocol, host } = new URL(wanted, endpoint);
  return target.protocol === protocol && (target.host === host || !isWeb(target));
};

const isToClient = (vector: AuthorizeVector, location: string, endpoint: string): boolean => {
  const wanted = [...valuesOf(vector, 'redirect_uri'), ...registeredFor(vector)].filter(isAbsolute);
  if (wanted.some((uri) => location.startsWith(uri))) return true;
  if (!URL.canParse(location, endpoint)) return true;
  const target = new URL(location, endpoint);
  if (target.host === new URL(endpoint).host && isWeb(target)) return false;
  return wanted.some((uri) => leadsTo(target, uri, endpoint)) || /[?&#](?:code|error)=/.test(location);
};

/** A redirect to the server's own error page has `error` in its query. */
const isErrorPage = (location: string): boolean => /[?&]error=/.test(location);

const readRedirect = (vector: AuthorizeVector, status: number, location: string, endpoint: string): Answer => {
  if (isToClient(vector, location, endpoint)) return { kind: 'client', location };
  return isErrorPage(location) ? { kind: 'errorPage', status } : { kind: 'userPage', came: `${status} to ${location}` };
};

/**
 * Reads a response.
 *
 * @param endpoint the URL of the authorization endpoint; redirects to its host do not lead to the client
 */
export const readAnswer = (vector: AuthorizeVector, response: WireResponse, endpoint: string): Answer => {
  const { status, body } = response;
  const location = locationIn(response);
  if (location !== undefined) return readRedirect(vector, status, location, endpoint);
  if (status >= 400 && status < 500) return { kind: 'errorPage', status };
  if (status < 200 || status >= 300) return { kind: 'broken', status };
  return errorIn(body) === undefined
    ? { kind: 'userPage', came: `a page with status ${status}` }
    : { kind: 'errorPage', status };
};
