/**
 * The names that the hosts file of a common system gives to the device itself: RFC 6761 §6.3, Debian, Fedora, SUSE,
 * Solaris and Docker Desktop.
 */
const names: ReadonlySet<string> = new Set([
  'localhost',
  'localhost.localdomain',
  'localhost4',
  'localhost4.localdomain4',
  'localhost6',
  'localhost6.localdomain6',
  'ip6-localhost',
  'ip6-loopback',
  'ipv6-localhost',
  'ipv6-loopback',
  'loopback',
  'loghost',
  'kubernetes.docker.internal',
]);

// RFC 6761 §6.3: every name under localhost is this device too.
const isName = (name: string): boolean => names.has(name) || name.endsWith('.localhost');

// RFC 1122 §3.2.1.3: 127.0.0.0/8 is loopback. A connection to 0.0.0.0 reaches this device too.
const isIpv4 = (address: string): boolean => /^(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0)$/.test(address);

/** IPv6 prefixes that an IPv4 address follows, in groups of 16 bits, and the group that the address begins at. */
const embeddings: readonly (readonly [prefix: readonly number[], at: number])[] = [
  // RFC 4291 §2.5.5: IPv4-compatible (deprecated) and IPv4-mapped.
  [[0, 0, 0, 0, 0, 0], 6],
  [[0, 0, 0, 0, 0, 0xffff], 6],
  // RFC 2765 §2.1: IPv4-translated.
  [[0, 0, 0, 0, 0xffff, 0], 6],
  // RFC 6052 §2.1 and RFC 8215 §4: NAT64.
  [[0x64, 0xff9b, 0, 0, 0, 0], 6],
  [[0x64, 0xff9b, 1], 6],
  // RFC 3056 §2: 6to4.
  [[0x2002], 1],
];

/** The eight groups of an IPv6 address, as a URL parser writes it. */
const groupsOf = (address: string): readonly number[] => {
  const [front = [], back = []] = address
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))));
  return [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back];
};

const embeddedIpv4 = (groups: readonly number[], at: number): string =>
  groups
    .slice(at, at + 2)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');

const isIpv6 = (address: string): boolean => {
  if (address === '::1') return true;
  const groups = groupsOf(address);
  return embeddings.some(
    ([prefix, at]) => prefix.every((group, index) => groups[index] === group) && isIpv4(embeddedIpv4(groups, at)),
  );
};

/**
 * Whether a host is the device of the user, where any program can listen. This is the only list of such hosts. A name
 * that the DNS resolves to such an address is not recognized, because nothing is resolved.
 *
 * @param hostname as a URL parser writes it: it turns `127.1` into `127.0.0.1`, and upper case into lower case
 */
export const isThisDevice = (hostname: string): boolean => {
  // A search for the dots at the end, as `/\.+$/`, begins at each dot of the host, and strangers choose hosts of thousands of dots.
  const [host = ''] = /^.*[^.]/s.exec(hostname) ?? [];
  return host.startsWith('[') ? isIpv6(host.slice(1, -1)) : isIpv4(host) || isName(host);
};
