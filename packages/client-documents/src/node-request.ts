import type { IncomingMessage } from 'node:http';
import { Agent, request as sendRequest } from 'node:https';
import type { Socket } from 'node:net';
import { FetchRefused } from './fetch-refused.ts';
import type { FetchedResponse, FetchLimits } from './fetched-response.ts';
import { literalAddressOf } from './guarded-url.ts';
import { isReadable, readWithin } from './read-within.ts';

/** How one address is asked. */
export interface RequestSettings {
  readonly signal: AbortSignal;
  /** The certificate authorities. `undefined`: those of the platform. */
  readonly ca: string | undefined;
  /** Opens the connection to an address. `undefined`: the platform does. */
  readonly connect: ((address: string) => Socket) | undefined;
}

const headersOf = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

const bodyOf = async (response: IncomingMessage, maximumBytes: number): Promise<Uint8Array> => {
  const { statusCode = 0, headers } = response;
  if (!isReadable(statusCode, headers['content-type'])) return new Uint8Array();
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new FetchRefused(`The response has the Content-Encoding ${encoding}.`);
  return readWithin(response, maximumBytes);
};

/**
 * Asks one address. The connection goes to the address itself, so that no second look-up can lead elsewhere. The certificate is verified
 * for the name of the host.
 */
export const requestFrom = (
  address: string,
  url: URL,
  { maximumBytes, type }: FetchLimits,
  { signal, ca, connect }: RequestSettings,
): Promise<FetchedResponse> =>
  new Promise((resolve, reject) => {
    const request = sendRequest({
      host: address,
      port: url.port === '' ? 443 : url.port,
      path: url.pathname + url.search,
      servername: literalAddressOf(url) === undefined ? url.hostname : '',
      headers: { host: url.host, accept: type, 'accept-encoding': 'identity' },
      // One connection for one request, and no proxy of the environment. On Deno, agent: false would not do.
      agent: new Agent({ proxyEnv: {} }),
      // Also if NODE_TLS_REJECT_UNAUTHORIZED or the command line say otherwise.
      rejectUnauthorized: true,
      insecureHTTPParser: false,
      signal,
      ...(ca === undefined ? {} : { ca }),
      ...(connect === undefined ? {} : { socket: connect(address) }),
    });
    request.on('error', reject);
    // A server that switches protocols leads to neither a response nor an error.
    const closed = (): void => reject(new Error('The connection was closed before there was a response.'));
    request.once('close', closed);
    request.once('response', (response) => {
      request.off('close', closed);
      bodyOf(response, maximumBytes)
        .then((bytes) =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'],
            bytes,
            headers: headersOf(response),
          }),
        )
        .catch(reject)
        .finally(() => request.destroy());
    });
    request.end();
  });
