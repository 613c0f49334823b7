/** An http URI on the loopback interface, apart from its port. */
interface LoopbackUri {
  /** Everything but the port: `http://127.0.0.1` and what follows the port. Two URIs that agree in it differ in the port alone. */
  readonly withoutPort: string;
}

const pattern = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost))(?::([1-9][0-9]{0,4}))?((?:[/?].*)?)$/;

/** Whether a URI's host is this device's own, by https too: whoever runs a program here can listen there. */
const isOnThisDevice = (uri: string): boolean =>
  /^https?:\/\/(?:127(?:\.\d+){3}|\[::1\]|(?:[^/?#:]*\.)?localhost)\.?(?:[:/?#]|$)/i.test(uri);

/** Whether a redirect URI proves who gets the answer: https, at a host that has a certificate to show. */
export const isWebsite = (uri: string): boolean => uri.startsWith('https://') && !isOnThisDevice(uri);

/**
 * Reads a loopback redirect URI by its text. Hosts that a resolver or a URL parser would take for loopback as well
 * (`127.1`, `LOCALHOST`, `localhost.`, `127.0.0.1.example`) are not: only these three, as written.
 *
 * @see RFC 8252 §7.3
 */
export const readLoopbackUri = (uri: string): LoopbackUri | undefined => {
  const parts = pattern.exec(uri);
  if (parts === null) return undefined;
  const [, host = '', port = '', rest = ''] = parts;
  return Number(port) <= 65_535 ? { withoutPort: host + rest } : undefined;
};
