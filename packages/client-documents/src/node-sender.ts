import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { request as sendRequest } from 'node:https';
import { isIP } from 'node:net';
import { FetchRefused } from './fetch-refused.ts';
import type { FetchedResponse, FetchLimits, GuardedFetch } from './fetched-response.ts';
import { guardedUrl, literalAddressOf } from './guarded-url.ts';
import { isPublicAddress } from './is-public-address.ts';
import { isReadable, readWithin } from './read-within.ts';
import { timeLimitMilliseconds } from './time-limit.ts';

/** What tests replace. */
interface SenderSettings {
  /** Returns the IP addresses of a host name. */
  readonly addressesOf: (hostname: string) => Promise<readonly string[]>;
  readonly isAllowed: (address: string) => boolean;
  /** The certificate authorities. `undefined`: those of the platform. */
  readonly ca: string | undefined;
}

const systemAddresses = async (hostname: string): Promise<readonly string[]> => {
  const found = await lookup(hostname, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
};

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
const ask = (
  address: string,
  url: URL,
  { maximumBytes, type }: FetchLimits,
  signal: AbortSignal,
  ca: string | undefined,
): Promise<FetchedResponse> =>
  new Promise((resolve, reject) => {
    const request = sendRequest({
      host: address,
      port: url.port === '' ? 443 : url.port,
      path: url.pathname + url.search,
      servername: literalAddressOf(url) === undefined ? url.hostname : '',
      headers: { host: url.host, accept: type, 'accept-encoding': 'identity' },
      // One connection for one request, and no proxy: a proxy would look the name up again.
      agent: false,
      rejectUnauthorized: true,
      signal,
      ...(ca === undefined ? {} : { ca }),
    });
    request.on('error', reject);
    request.once('response', (response) => {
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

/** Rejects when the signal ends the wait. A look-up cannot be stopped. */
const before = <Value>(signal: AbortSignal, value: Promise<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason);
    signal.addEventListener('abort', end, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });

const allowedAddresses = async (
  url: URL,
  { addressesOf, isAllowed }: SenderSettings,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const literal = literalAddressOf(url);
  const addresses = literal === undefined ? await before(signal, addressesOf(url.hostname)) : [literal];
  if (addresses.length === 0) throw new Error(`${url.hostname} has no IP address.`);
  // One of several is enough: a name that also leads to the inside is no name of a published document.
  const special = addresses.find((address) => isIP(address) === 0 || !isAllowed(address));
  if (special !== undefined)
    throw new FetchRefused(`${url.hostname} leads to ${special}, a special-use IP address (RFC 6890).`);
  return addresses;
};

/** How many addresses of a host are tried. */
const mostAddresses = 4;

/** Makes the fetch of Node, Deno and Bun. */
export const nodeSender = (settings: Partial<SenderSettings> = {}): GuardedFetch => {
  const { addressesOf = systemAddresses, isAllowed = isPublicAddress, ca } = settings;
  return async (url, limits) => {
    const target = guardedUrl(url, isAllowed);
    const signal = AbortSignal.timeout(timeLimitMilliseconds);
    const addresses = await allowedAddresses(target, { addressesOf, isAllowed, ca }, signal);
    let failure: unknown;
    for (const address of addresses.slice(0, mostAddresses)) {
      try {
        return await ask(address, target, limits, signal, ca);
      } catch (cause) {
        if (signal.aborted || cause instanceof FetchRefused) throw cause;
        failure = cause;
      }
    }
    throw failure;
  };
};
