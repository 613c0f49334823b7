import ipaddr from 'ipaddr.js';
import { FetchRefused } from './fetch-refused.ts';
import { isPublicName } from './is-public-name.ts';

/** Where a fetch may lead. */
interface GuardedUrlSettings {
  readonly isAllowed: (address: string) => boolean;
  /** The only port. */
  readonly port: number;
}

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

const hostProblem = (target: URL, isAllowed: (address: string) => boolean): string | undefined => {
  const address = literalAddressOf(target);
  if (address === undefined)
    return isPublicName(target.hostname) ? undefined : `${target.hostname} is not the name of a public host.`;
  return isAllowed(address) ? undefined : `${target.hostname} is a special-use IP address (RFC 6890).`;
};

/**
 * A URL that may be fetched as far as it shows.
 *
 * @throws {FetchRefused} if it is not https, has a user name or another port, or has a host that is not public
 */
export const guardedUrl = (url: string, { isAllowed, port }: GuardedUrlSettings): URL => {
  const target = parsed(url);
  if (target.protocol !== 'https:') throw new FetchRefused(`${url} is not an https URL.`);
  if (target.username !== '' || target.password !== '') throw new FetchRefused(`${target.host} has a user name.`);
  // Behind other ports are services that are not for everybody, also on public addresses.
  if ((target.port === '' ? 443 : Number(target.port)) !== port)
    throw new FetchRefused(`${target.host} has another port than ${port}.`);
  const problem = hostProblem(target, isAllowed);
  if (problem !== undefined) throw new FetchRefused(problem);
  return target;
};
