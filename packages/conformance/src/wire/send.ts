import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  /** The request target, sent as it is. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
}

/** A response as it came over the wire. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a request, and waits for its response. */
export type Send = (request: WireRequest) => Promise<WireResponse>;

const flat = (headers: NodeJS.Dict<string | string[]>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** How long a server may take to say nothing, in milliseconds. */
const patience = 20_000;

/**
 * Sends a request whose target nothing on the way rewrites: `fetch` would percent-encode it and resolve its dots.
 *
 * @param origin as in `http://127.0.0.1:3000`
 */
export const send = (origin: string, { method, target, headers, body }: WireRequest): Promise<WireResponse> =>
  new Promise((resolve, reject) => {
    const { protocol, hostname, port } = new URL(origin);
    // Node wants the address of an IPv6 host without the brackets of a URL.
    const host = hostname.replace(/^\[|\]$/g, '');
    const request = protocol === 'https:' ? requestHttps : requestHttp;
    const outgoing = request({ host, port, method, path: target, headers: { ...headers }, agent: false });
    outgoing.setTimeout(patience, () => outgoing.destroy(new Error('The server did not answer.')));
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => {
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
    outgoing.end(body);
  });

/** A posted form. */
export const post = (target: string, body: string, headers: Readonly<Record<string, string>> = {}): WireRequest => ({
  method: 'POST',
  target,
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body,
});

/** Posted JSON. */
export const postJson = (
  target: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): WireRequest => ({
  method: 'POST',
  target,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

/** A request without a body. */
export const get = (target: string): WireRequest => ({ method: 'GET', target });
