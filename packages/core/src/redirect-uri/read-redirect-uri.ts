import { decodeFormValue } from '../encoding/form-encoding.ts';
import { readLoopbackUri } from './loopback.ts';
import { responseParameters } from './response-parameters.ts';

/** The kinds of redirect URI that may be registered. */
type RedirectUriKind = 'https' | 'loopback' | 'privateUseScheme' | 'listedScheme';

/** Schemes that run script, read files or start programs. No setting allows them. */
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

/**
 * RFC 3986 §2: URI characters, with brackets only around an IPv6 host, and percent signs only before two hexadecimal
 * digits.
 */
const uriPattern = /^(?:[a-z]+:\/\/\[[0-9A-Fa-f:.]+\])?(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;

const schemeOf = (uri: string): string | undefined => /^([A-Za-z][A-Za-z0-9+.-]*):./.exec(uri)?.[1];

const authorityOf = (uri: string): string => /^[^:]+:\/\/([^/?#]*)/.exec(uri)?.[1] ?? '';

/** The string after the first `?`, or an empty string. */
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

/** The kind of a redirect URI, or why it may not be registered. */
type RedirectUriReading =
  | { readonly kind: 'invalid'; readonly problem: string }
  | { readonly kind: 'valid'; readonly is: RedirectUriKind };

const invalid = (problem: string): RedirectUriReading => ({ kind: 'invalid', problem });

/**
 * Validates a redirect URI for registration.
 *
 * @param listedSchemes the custom schemes without a dot that the client lists, for example `['cursor']`
 * @see RFC 6749 §3.1.2, RFC 8252 §7, RFC 9700 §2.1
 */
export const readRedirectUri = (uri: string, listedSchemes: readonly string[]): RedirectUriReading => {
  const scheme = schemeOf(uri);
  // RFC 6749 §3.1.2: an absolute URI.
  if (scheme === undefined) return invalid('is not an absolute URI: use one such as https://client.example/callback');
  if (dangerousSchemes.has(scheme.toLowerCase()))
    return invalid(`has the scheme ${scheme.toLowerCase()}:, which never leads to a client`);
  // Redirect URIs are compared and sent byte for byte, so a scheme has one spelling.
  if (scheme !== scheme.toLowerCase()) return invalid(`has the scheme ${scheme}: in capitals: write it in lower case`);
  // Different parsers read a raw control character, quote, space or backslash differently.
  if (!uriPattern.test(uri))
    return invalid('contains a character that is not allowed in a URI (RFC 3986): percent-encode it');
  // RFC 6749 §3.1.2: no fragment, not even an empty one.
  if (uri.includes('#')) return invalid('has a fragment: remove # and everything after it');
  if (!URL.canParse(uri)) return invalid('is not a valid URL: use one such as https://client.example/callback');
  if (authorityOf(uri).includes('@')) return invalid('has a user name before the host: remove it');
  const reserved = reservedNameIn(queryOf(uri));
  if (reserved !== undefined)
    return invalid(`has ${reserved} in its query, which is a parameter of the answer: rename it`);
  return readByScheme(uri, scheme, listedSchemes);
};

const readByScheme = (uri: string, scheme: string, listedSchemes: readonly string[]): RedirectUriReading => {
  if (scheme === 'https') return readHttps(uri);
  if (scheme === 'http') return readHttp(uri);
  // RFC 8252 §7.1: private-use schemes are reverse domain names, so they have a dot.
  if (scheme.includes('.')) return { kind: 'valid', is: 'privateUseScheme' };
  if (listedSchemes.includes(scheme)) return { kind: 'valid', is: 'listedScheme' };
  return invalid(
    `has the scheme ${scheme}:, which any app may claim: use a reverse domain name such as com.example.app:/callback, ` +
      `or list it in custom_redirect_schemes`,
  );
};

const readHttps = (uri: string): RedirectUriReading =>
  /^https:\/\/(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?(?:[/?]|$)/.test(uri)
    ? { kind: 'valid', is: 'https' }
    : invalid('has no host name or address (a wildcard is not one): use one such as https://client.example/callback');

// RFC 9700 §2.6: http only on the loopback interface.
const readHttp = (uri: string): RedirectUriReading =>
  readLoopbackUri(uri) === undefined
    ? invalid('is http but not on http://127.0.0.1, http://[::1] or http://localhost: use https')
    : { kind: 'valid', is: 'loopback' };
