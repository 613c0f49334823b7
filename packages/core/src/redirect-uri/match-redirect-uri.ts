import { type Brand, prove } from '../rules/brand.ts';
import { ownCopy } from '../encoding/own-copy.ts';
import { readLoopbackUri } from './loopback.ts';

/**
 * A requested redirect URI that the client registered, exactly as requested. Only {@link matchRedirectUri} makes one,
 * and only one of these is ever redirected to.
 */
export type MatchedRedirectUri = Brand<string, 'MatchedRedirectUri'>;

/** The members of a registration that the comparison reads (RFC 7591 §2). */
interface RegisteredRedirectUris {
  readonly redirect_uris: readonly string[];
  readonly loopback_port: 'any' | 'exact';
}

const differsInPortAlone = (client: RegisteredRedirectUris, requested: string): boolean => {
  if (client.loopback_port === 'exact') return false;
  const loopback = readLoopbackUri(requested);
  return (
    loopback !== undefined &&
    client.redirect_uris.some((registered) => readLoopbackUri(registered)?.withoutPort === loopback.withoutPort)
  );
};

/**
 * Compares a requested redirect URI with the client's registration: byte for byte, and on loopback with any port.
 *
 * @returns the URI as requested (a loopback client listens on the requested port), or `undefined`.
 * @see RFC 6749 §3.1.2.3, RFC 8252 §7.3, RFC 9700 §4.1.3
 */
export const matchRedirectUri = (client: RegisteredRedirectUris, requested: string): MatchedRedirectUri | undefined => {
  // The registered string, which is kept anyway. The requested one is a part of the query, and keeps all of it.
  const registered = client.redirect_uris.find((uri) => uri === requested);
  if (registered !== undefined) return prove<MatchedRedirectUri>(registered);
  return differsInPortAlone(client, requested) ? prove<MatchedRedirectUri>(ownCopy(requested)) : undefined;
};
