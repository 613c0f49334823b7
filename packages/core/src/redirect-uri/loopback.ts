/** An http loopback URI without its port. */
interface LoopbackUri {
  /**
   * Everything except the port: `http://127.0.0.1` and what follows the port. Two URIs with the same value differ only
   * in their port.
   */
  readonly withoutPort: string;
}

const pattern = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost))(?::([1-9][0-9]{0,4}))?((?:[/?].*)?)$/;

/**
 * The hosts of this device, as a URL parser writes them: it turns `127.1` into `127.0.0.1`, and upper case into lower
 * case.
 */
const thisDevice =
  /^(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|\[::ffff:(?:7f[0-9a-f]{2}:[0-9a-f]+|0:0)\]|(?:.+\.)?localhost)\.*$/;

/** Whether a redirect URI proves who receives the answer: https, and not on this device, where any app can listen. */
export const isWebsite = (uri: string): boolean =>
  uri.startsWith('https://') && URL.canParse(uri) && !thisDevice.test(new URL(uri).hostname);

/**
 * Reads a loopback redirect URI. Only these three hosts count, exactly as written. Hosts that a resolver or URL parser
 * would treat as loopback do not count (`127.1`, `LOCALHOST`, `localhost.`, `127.0.0.1.example`).
 *
 * @see RFC 8252 §7.3
 */
export const readLoopbackUri = (uri: string): LoopbackUri | undefined => {
  const parts = pattern.exec(uri);
  if (parts === null) return undefined;
  const [, host = '', port = '', rest = ''] = parts;
  return Number(port) <= 65_535 ? { withoutPort: host + rest } : undefined;
};
