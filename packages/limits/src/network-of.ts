import ipaddr from 'ipaddr.js';

/** The part of an IPv6 address that names a network. Whoever has one address of a network has all of them. */
const ipv6NetworkBits = 64;

/**
 * The network of an IP address, as a name for the caller: an IPv4 address itself, and the first 64 bits of an IPv6 address, because one
 * caller usually has all addresses of such a network.
 *
 * @param address as in `socket.remoteAddress`, in a header of your proxy, or in `ip` of a framework
 * @returns `undefined` if it is no address
 * @example
 * networkOf('::ffff:192.0.2.1'); // '192.0.2.1'
 * networkOf('2001:db8::1'); // '2001:db8::/64'
 */
export const networkOf = (address: string | null | undefined): string | undefined => {
  if (typeof address !== 'string' || !ipaddr.isValid(address)) return undefined;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4'
    ? parsed.toString()
    : `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString().replace(/%.*$/, '')}/${ipv6NetworkBits}`).toString()}/${ipv6NetworkBits}`;
};
