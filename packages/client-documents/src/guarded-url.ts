import ipaddr from 'ipaddr.js';
import { FetchRefused } from './fetch-refused.ts';

const parsed = (url: string): URL => {
  try {
    return new URL(url);
  } catch {
    throw new FetchRefused(`${JSON.stringify(url)} is not a URL.`);
  }
};

/** The IP address that is the host of a URL. A URL parser has written every spelling of it in the same way. */
export const literalAddressOf = ({ hostname }: URL): string | undefined => {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(host) ? host : undefined;
};

/**
 * A URL that may be fetched as far as it shows.
 *
 * @param isAllowed whether an IP address may be asked
 * @throws {FetchRefused} if it is not https, has a user name, or has a host that is a special-use address
 */
export const guardedUrl = (url: string, isAllowed: (address: string) => boolean): URL => {
  const target = parsed(url);
  if (target.protocol !== 'https:') throw new FetchRefused(`${url} is not an https URL.`);
  if (target.username !== '' || target.password !== '') throw new FetchRefused(`${target.host} has a user name.`);
  const address = literalAddressOf(target);
  if (address !== undefined && !isAllowed(address))
    throw new FetchRefused(`${target.hostname} is a special-use IP address (RFC 6890).`);
  return target;
};
