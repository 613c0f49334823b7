/** An http URI on the loopback interface, apart from its port. */
interface LoopbackUri {
  /** Everything but the port: `http://127.0.0.1` and what follows the port. Two URIs that agree in it differ in the port alone. */
  readonly withoutPort: string;
}

const pattern = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost))(?::([1-9][0-9]{0,4}))?((?:[/?].*)?)$/;

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
