import { parseJson } from '@codegrant/core/internal';
import { TemporarilyUnavailable } from '../ports/temporarily-unavailable.ts';
import type { IntrospectionOptions } from './introspection-options.ts';

/** What a server at the endpoint answered. */
interface Answered {
  readonly status: number;
  readonly text: string;
}

/** RFC 6749 appendix B: form-urlencoded. */
const encoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice('='.length);

/** RFC 6749 §2.3.1: both halves are form-urlencoded before they are joined. */
const basic = (clientId: string, clientSecret: string): string =>
  `Basic ${btoa(`${encoded(clientId)}:${encoded(clientSecret)}`)}`;

/** In milliseconds: less than a port may take, so the error of the request comes first. */
const defaultTimeout = 5000;

const senderOf = ({
  introspectionEndpoint,
  clientId,
  clientSecret,
  timeoutMilliseconds = defaultTimeout,
  fetch: ask = (...args: Parameters<typeof fetch>) => fetch(...args),
}: IntrospectionOptions): ((accessToken: string) => Promise<Answered>) => {
  const headers = {
    accept: 'application/json',
    authorization: basic(clientId, clientSecret),
    'content-type': 'application/x-www-form-urlencoded',
  };
  return async (accessToken) => {
    const request: RequestInit = {
      method: 'POST',
      headers,
      body: new URLSearchParams({ token: accessToken, token_type_hint: 'access_token' }).toString(),
      // The token and the secret go to this endpoint and to no other. Workers have no `error` here.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    };
    try {
      const response = await ask(introspectionEndpoint, request);
      return { status: response.status, text: await response.text() };
    } catch (cause) {
      throw new TemporarilyUnavailable('the introspection endpoint cannot be reached, or was late.', { cause });
    }
  };
};

/** RFC 6585 §4 and RFC 9110 §15.6: the endpoint may be able to answer soon. */
const isOutage = (status: number): boolean => status === 429 || status >= 500;

/** What is wrong with an answer that is no outage, and what to do. */
const adviceFor = (status: number): string => {
  if (status === 401)
    return 'Check clientId and clientSecret, and whether the client may authenticate with client_secret_basic.';
  if (status === 403) return 'Check whether the client may introspect tokens.';
  return 'Check introspectionEndpoint. Redirects are not followed.';
};

/** The JSON of an answer. */
const jsonOf = ({ status, text }: Answered): unknown => {
  if (isOutage(status))
    throw new TemporarilyUnavailable(`the introspection endpoint answered with the status ${status}.`);
  if (status !== 200)
    throw new TypeError(`The introspection endpoint answered with the status ${status}. ${adviceFor(status)}`);
  const parsed = parseJson(text);
  if (parsed === undefined)
    throw new TypeError(`The introspection endpoint answered with no JSON. ${adviceFor(status)}`);
  return parsed.value;
};

/**
 * Makes the function that asks the introspection endpoint about a token, and returns the JSON that it answered.
 *
 * The function throws a {@link TemporarilyUnavailable} in an outage, and a `TypeError` if the endpoint refuses the request, or answers with
 * no JSON.
 *
 * @see RFC 7662 §2.1
 */
export const introspectorOf = (options: IntrospectionOptions): ((accessToken: string) => Promise<unknown>) => {
  const send = senderOf(options);
  return async (accessToken) => jsonOf(await send(accessToken));
};
