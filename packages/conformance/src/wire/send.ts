import { type OutgoingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** A request as it is sent over the network. */
export interface WireRequest {
  readonly method: string;
  /** The request target, sent unchanged. */
  readonly target: string;
  /** A list is sent as several headers of this name. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly body?: string | Uint8Array | undefined;
}

/** A response as it was received. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a request and returns the response. */
export type Send = (request: WireRequest) => Promise<WireResponse>;

const flat = (headers: NodeJS.Dict<string | string[]>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** The headers of a request for node:http, and for what has its types. */
export const outgoingHeaders = (headers: WireRequest['headers'] = {}): OutgoingHttpHeaders =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );

/** The timeout of a request, in milliseconds. */
const timeout = 20_000;

/**
 * Sends a request with an unchanged target. `fetch` would percent-encode it and resolve dot segments.
 *
 * @param origin for example `http://127.0.0.1:3000`
 */
export const send = (origin: string, { method, target, headers, body }: WireRequest): Promise<WireResponse> =>
  new Promise((resolve, reject) => {
    const { protocol, hostname, port } = new URL(origin);
    // Node expects an IPv6 host without the brackets of a URL.
    const host = hostname.replace(/^\[|\]$/g, '');
    const request = protocol === 'https:' ? requestHttps : requestHttp;
    const sent = request({ host, port, method, path: target, headers: outgoingHeaders(headers), agent: false });
    sent.setTimeout(timeout, () => sent.destroy(new Error('The server did not respond.')));
    sent.once('error', reject);
    sent.once('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: flat(incoming.headers),
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.end(body);
  });

/** Creates a POST request with a form. */
export const post = (
  target: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): WireRequest => ({
  method: 'POST',
  target,
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body,
});

/** Creates a POST request with JSON. */
export const postJson = (
  target: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): WireRequest => ({
  method: 'POST',
  target,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

/** Creates a GET request. */
export const get = (target: string): WireRequest => ({ method: 'GET', target });
