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
