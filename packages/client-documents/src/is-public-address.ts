import ipaddr from 'ipaddr.js';

/** RFC 4291 §2.4: what is global today. Every prefix that embeds an IPv4 address and is not public is outside of it, or has a range. */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

const isPublicIpv6 = (address: ipaddr.IPv6): boolean => address.range() === 'unicast' && address.match(globalUnicast);

/**
 * Whether an IP address is on the public internet: no special-use address (RFC 6890), and no IPv6 address that embeds an IPv4 address,
 * such as one of NAT64 or 6to4.
 */
export const isPublicAddress = (text: string): boolean => {
  // Not 127.1 or 0x7f000001: who reads them, reads them differently.
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return false;
  const address = ipaddr.parse(text);
  return address instanceof ipaddr.IPv6 ? isPublicIpv6(address) : address.range() === 'unicast';
};
