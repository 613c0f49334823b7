/** The last labels of names that no public DNS has: RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476, and `internal`, which ICANN reserved. */
const specialUse = /(?:^|\.)(?:localhost|local|internal|test|invalid|onion|alt|home\.arpa)$/;

/**
 * Whether a host name can be in the public DNS. A name of one label is a name of this network. A name that ends with a dot is another
 * spelling of a name, which certificates do not have.
 *
 * @param name in lower case
 */
export const isPublicName = (name: string): boolean =>
  name.includes('.') && !name.endsWith('.') && !specialUse.test(name);
