import { isIP, type Socket } from 'node:net';
import { FetchRefused } from './fetch-refused.ts';
import type { FetchedResponse, FetchLimits, GuardedFetch } from './fetched-response.ts';
import { guardedUrl, literalAddressOf } from './guarded-url.ts';
import { isPublicAddress } from './is-public-address.ts';
import { addressesInDns } from './node-look-up.ts';
import { requestFrom } from './node-request.ts';
import { timeLimitMilliseconds } from './time-limit.ts';

/** What tests replace. */
interface SenderSettings {
  /** Returns the IP addresses of a host name. */
  readonly addressesOf: (hostname: string, signal: AbortSignal) => Promise<readonly string[]>;
  readonly isAllowed: (address: string) => boolean;
  /** The only port. */
  readonly port: number;
  readonly timeLimit: number;
  readonly ca: string | undefined;
  readonly connect: ((address: string) => Socket) | undefined;
}

/** Rejects when the signal ends the wait, whatever the platform still waits for. */
const before = <Value>(signal: AbortSignal, value: Promise<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason);
    signal.addEventListener('abort', end, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });

const allowedAddresses = async (
  url: URL,
  { addressesOf, isAllowed }: Pick<SenderSettings, 'addressesOf' | 'isAllowed'>,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const literal = literalAddressOf(url);
  const addresses = literal === undefined ? await addressesOf(url.hostname, signal) : [literal];
  if (addresses.length === 0) throw new FetchRefused(`${url.hostname} has no IP address.`);
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
  const { addressesOf = addressesInDns, isAllowed = isPublicAddress, timeLimit = timeLimitMilliseconds } = settings;
  const { port = 443, ca, connect } = settings;
  const fetchWithin = async (target: URL, limits: FetchLimits, signal: AbortSignal): Promise<FetchedResponse> => {
    const addresses = await allowedAddresses(target, { addressesOf, isAllowed }, signal);
    let failure: unknown;
    for (const address of addresses.slice(0, mostAddresses)) {
      try {
        return await requestFrom(address, target, limits, { signal, ca, connect });
      } catch (cause) {
        if (signal.aborted || cause instanceof FetchRefused) throw cause;
        failure = cause;
      }
    }
    throw failure;
  };
  return async (url, limits) => {
    const target = guardedUrl(url, { isAllowed, port });
    const signal = AbortSignal.timeout(timeLimit);
    return before(signal, fetchWithin(target, limits, signal));
  };
};
