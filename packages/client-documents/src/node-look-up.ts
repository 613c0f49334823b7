import dns from 'node:dns/promises';
import { FetchRefused } from './fetch-refused.ts';

const isAbsent = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ENOTFOUND' || cause.code === 'ENODATA');

/** Asks the DNS servers of this process: those of the platform, unless somebody called `dns.setServers`. */
const resolverOfProcess = (): dns.Resolver => {
  const resolver = new dns.Resolver();
  const servers = dns.getServers();
  if (String(servers) !== String(resolver.getServers())) resolver.setServers(servers);
  return resolver;
};

/**
 * The IP addresses of a host name, from the DNS alone: a file of hosts and the search domains of this machine name what is inside. Unlike
 * the look-up of the operating system, this one ends with the signal, and does not block other look-ups of the process meanwhile.
 */
export const addressesInDns = async (hostname: string, signal: AbortSignal): Promise<readonly string[]> => {
  const resolver = resolverOfProcess();
  const cancel = (): void => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const found = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  signal.removeEventListener('abort', cancel);
  const addresses = found.flatMap((family) => (family.status === 'fulfilled' ? family.value : []));
  const outage = found.find((family) => family.status === 'rejected' && !isAbsent(family.reason));
  if (addresses.length === 0 && outage?.status === 'rejected') throw outage.reason;
  // As if it led to the inside: the answer to a stranger does not tell which names there are.
  if (addresses.length === 0) throw new FetchRefused(`${hostname} has no IP address.`);
  return addresses;
};
