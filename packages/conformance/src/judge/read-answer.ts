import type { WireResponse } from '../wire/send.ts';
import type { AuthorizeVector } from '../vectors/vector.ts';
import { registeredFor, valuesOf } from '../expected/vector-request.ts';

/** A response of an authorization endpoint, as what it means to the browser. */
export type Answer =
  | { readonly kind: 'broken'; readonly status: number }
  /** The person is told of an error. */
  | { readonly kind: 'refusal'; readonly status: number }
  /** The person is asked something, here or at another address: to sign in, or to consent. */
  | { readonly kind: 'question'; readonly came: string }
  /** The browser goes to the client, or to where the request wants it to go. */
  | { readonly kind: 'client'; readonly location: string };

const isErrorBody = (body: string): boolean => {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null && 'error' in read;
  } catch {
    return false;
  }
};

/** A relative text leads nowhere but to the server itself, so a Location that begins with it tells nothing. */
const isAddress = (text: string): boolean => /^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(text);

const isWeb = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:';

const leadsTo = (target: URL, wanted: string, endpoint: string): boolean => {
  if (!URL.canParse(wanted, endpoint)) return false;
  const { protocol, host } = new URL(wanted, endpoint);
  return target.protocol === protocol && (target.host === host || !isWeb(target));
};

const isToClient = (vector: AuthorizeVector, location: string, endpoint: string): boolean => {
  const wanted = [...valuesOf(vector, 'redirect_uri'), ...registeredFor(vector)].filter(isAddress);
  if (wanted.some((uri) => location.startsWith(uri))) return true;
  if (!URL.canParse(location, endpoint)) return true;
  const target = new URL(location, endpoint);
  if (target.host === new URL(endpoint).host && isWeb(target)) return false;
  return wanted.some((uri) => leadsTo(target, uri, endpoint)) || /[?&#](?:code|error)=/.test(location);
};

/** A page of the server's own that is reached by redirect says in its query that it is about an error. */
const isErrorPage = (location: string): boolean => /[?&]error=/.test(location);

const readRedirect = (vector: AuthorizeVector, status: number, location: string, endpoint: string): Answer => {
  if (isToClient(vector, location, endpoint)) return { kind: 'client', location };
  return isErrorPage(location) ? { kind: 'refusal', status } : { kind: 'question', came: `${status} to ${location}` };
};

/**
 * Reads a response.
 *
 * @param endpoint the address of the authorization endpoint: what leads elsewhere on its host is not the client's
 */
export const readAnswer = (
  vector: AuthorizeVector,
  { status, headers, body }: WireResponse,
  endpoint: string,
): Answer => {
  const location = headers['location'];
  if (status >= 300 && status < 400 && location !== undefined) return readRedirect(vector, status, location, endpoint);
  if (status >= 400 && status < 500) return { kind: 'refusal', status };
  if (status < 200 || status >= 300) return { kind: 'broken', status };
  return isErrorBody(body) ? { kind: 'refusal', status } : { kind: 'question', came: `a page with status ${status}` };
};
