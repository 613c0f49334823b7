/** An http URI on the loopback interface, apart from its port. */
interface LoopbackUri {
  /** Everything but the port: `http://127.0.0.1` and what follows the port. Two URIs that agree in it differ in the port alone. */
  readonly withoutPort: string;
}

const pattern = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost))(?::([1-9][0-9]{0,4}))?((?:[/?].*)?)$/;

/** The hosts of this device, as a URL parser writes them: it makes `127.0.0.1` of `127.1`, and lower case of upper. */
const thisDevice =
  /^(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|\[::ffff:(?:7f[0-9a-f]{2}:[0-9a-f]+|0:0)\]|(?:.+\.)?localhost)\.*$/;

/**
 * Whether a redirect URI proves who gets the answer: https, and not on this device, where whoever runs a program can listen, with
 * https too.
 */
export const isWebsite = (uri: string): boolean =>
  uri.startsWith('https://') && URL.canParse(uri) && !thisDevice.test(new URL(uri).hostname);

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
