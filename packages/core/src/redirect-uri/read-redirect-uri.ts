import { decodeFormValue } from '../encoding/form-encoding.ts';
import { readLoopbackUri } from './loopback.ts';
import { responseParameters } from './response-parameters.ts';

/** What a redirect URI that may be registered is. */
type RedirectUriKind = 'https' | 'loopback' | 'privateUseScheme' | 'listedScheme';

/** Schemes that run script, read files or start programs in whoever follows them. No listing brings them back. */
const dangerousSchemes: ReadonlySet<string> = new Set([
  'javascript',
  'livescript',
  'vbscript',
  'data',
  'blob',
  'file',
  'filesystem',
  'about',
  'view-source',
  'jar',
  'res',
  'resource',
  'chrome',
  'chrome-extension',
  'moz-extension',
  'ms-msdt',
  'search-ms',
  'intent',
  'ftp',
  'ws',
  'wss',
  'mailto',
  'tel',
  'sms',
  'urn',
  'smb',
  'nfs',
  'ldap',
  'ldaps',
  'ssh',
  'telnet',
  'gopher',
  'shell',
  'content',
  'feed',
  'mk',
  'mhtml',
  'jscript',
  'steam',
  'search',
  'ms-appinstaller',
  'microsoft-edge',
  'itms-services',
  'itms-apps',
  'x-apple.systempreferences',
]);

/** RFC 3986 §2: the characters of a URI, brackets only around an IPv6 host, and percent signs only before two hexadecimal digits. */
const uriPattern = /^(?:[a-z]+:\/\/\[[0-9A-Fa-f:.]+\])?(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;

const schemeOf = (uri: string): string | undefined => /^([A-Za-z][A-Za-z0-9+.-]*):./.exec(uri)?.[1];

const authorityOf = (uri: string): string => /^[^:]+:\/\/([^/?#]*)/.exec(uri)?.[1] ?? '';

/** The text after the first `?`, or the empty text. */
const queryOf = (uri: string): string => {
  const mark = uri.indexOf('?');
  return mark === -1 ? '' : uri.slice(mark + 1);
};

const namesIn = (query: string): readonly (string | undefined)[] =>
  query.split('&').map((pair) => decodeFormValue(pair.replace(/=.*/, '')));

const reservedNameIn = (query: string): string | undefined => {
  const names = namesIn(query);
  return responseParameters.find((name) => names.includes(name));
};

/** Why a redirect URI may not be registered, or what kind it is. */
export type RedirectUriReading =
  | { readonly kind: 'invalid'; readonly problem: string }
  | { readonly kind: 'valid'; readonly is: RedirectUriKind };

const invalid = (problem: string): RedirectUriReading => ({ kind: 'invalid', problem });

/**
 * Judges a redirect URI that somebody wants to register.
 *
 * @param listedSchemes the custom schemes without a dot that the client lists, as in `['cursor']`
 * @see RFC 6749 §3.1.2, RFC 8252 §7, RFC 9700 §2.1
 */
export const readRedirectUri = (uri: string, listedSchemes: readonly string[]): RedirectUriReading => {
  const scheme = schemeOf(uri);
  // RFC 6749 §3.1.2: an absolute URI.
  if (scheme === undefined)
    return invalid('is not an absolute URI: write it whole, as in https://client.example/callback');
  if (dangerousSchemes.has(scheme.toLowerCase()))
    return invalid(`has the scheme ${scheme.toLowerCase()}:, which never leads back to a client`);
  // The text is compared and sent byte for byte; with one spelling of a scheme there is one way to read it.
  if (scheme !== scheme.toLowerCase()) return invalid(`has the scheme ${scheme}: in capitals: write it in lower case`);
  // A raw control character, quote, space or backslash is read differently by different parsers.
  if (!uriPattern.test(uri)) return invalid('has a character that no URI has (RFC 3986): percent-encode it');
  // RFC 6749 §3.1.2: no fragment, not even an empty one.
  if (uri.includes('#')) return invalid('has a fragment: leave out # and what follows it');
  if (!URL.canParse(uri)) return invalid('can not be read as a URL: write it as in https://client.example/callback');
  if (authorityOf(uri).includes('@')) return invalid('has a user name before the host: leave it out');
  const reserved = reservedNameIn(queryOf(uri));
  if (reserved !== undefined)
    return invalid(`has ${reserved} in its query, a name that the answer itself uses: rename it`);
  return readByScheme(uri, scheme, listedSchemes);
};

const readByScheme = (uri: string, scheme: string, listedSchemes: readonly string[]): RedirectUriReading => {
  if (scheme === 'https') return readHttps(uri);
  if (scheme === 'http') return readHttp(uri);
  // RFC 8252 §7.1: private-use schemes are reverse domain names, so they have a dot.
  if (scheme.includes('.')) return { kind: 'valid', is: 'privateUseScheme' };
  if (listedSchemes.includes(scheme)) return { kind: 'valid', is: 'listedScheme' };
  return invalid(
    `has the scheme ${scheme}:, which any app may claim: use a reverse domain name as in com.example.app:/callback, ` +
      `or list it in custom_redirect_schemes`,
  );
};

const readHttps = (uri: string): RedirectUriReading =>
  /^https:\/\/(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?(?:[/?]|$)/.test(uri)
    ? { kind: 'valid', is: 'https' }
    : invalid('has no host name or address (a wildcard is none): write it as in https://client.example/callback');

// RFC 9700 §2.6: http only on the loopback interface.
const readHttp = (uri: string): RedirectUriReading =>
  readLoopbackUri(uri) === undefined
    ? invalid('is http but not on http://127.0.0.1, http://[::1] or http://localhost: use https')
    : { kind: 'valid', is: 'loopback' };
