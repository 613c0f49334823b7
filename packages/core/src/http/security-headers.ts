import type { MatchedRedirectUri } from '../redirect-uri/match-redirect-uri.ts';
import type { Page } from './page.ts';
import type { Reply } from './reply.ts';

/** On every answer: what was decided for one person at one time is nobody else's. */
export const noStore: Readonly<Record<string, string>> = { 'cache-control': 'no-store' };

/** RFC 9700 §4.2.4: the address of the endpoint, with all that is in it, does not travel on. */
export const redirectHeaders: Readonly<Record<string, string>> = { ...noStore, 'referrer-policy': 'no-referrer' };

/**
 * Whom a form's answer may lead to, for a policy's `form-action`: an origin, or a scheme where a policy can not name the
 * origin (private-use schemes have none, and a source expression has no form for an IPv6 address).
 */
export const formActionSource = (uri: MatchedRedirectUri): string => {
  const { protocol, hostname, host } = new URL(uri);
  return /^https?:$/.test(protocol) && !hostname.startsWith('[') ? `${protocol}//${host}` : protocol;
};

/**
 * Chromium applies `form-action` to the redirects that follow a form's post too, so `'self'` alone would silently keep the
 * answer from the client.
 */
const contentSecurityPolicy = ({ sources }: Page, formAction: readonly string[]): string =>
  [
    "default-src 'none'",
    ...Object.entries(sources).map(([directive, source]) => `${directive} ${source}`),
    ...(formAction.length === 0 ? [] : [`form-action ${formAction.join(' ')}`]),
    // RFC 9700 §4.16: no page of the endpoint is shown in a frame.
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

/** The headers of a page. */
const pageHeaders = (page: Page, formAction: readonly string[]): Readonly<Record<string, string>> => ({
  ...noStore,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy(page, formAction),
  // Not no-referrer: that makes a browser say `Origin: null` when the page's own form is sent.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
});

/**
 * A page of the endpoint, or one beside it as the sign-in page is, with the headers that keep it safe.
 *
 * @param formAction whom the page's form may lead to, redirects included, as in `["'self'", 'https://client.example']`. A
 *   sign-in page leads back to the endpoint and from there perhaps on to any client, which only an empty list allows
 * @example
 * pageReply(200, page('Sign in', html`<h1>Sign in</h1>`), ["'self'"]).headers['x-frame-options']; // 'DENY'
 */
export const pageReply = (status: number, page: Page, formAction: readonly string[]): Reply => ({
  status,
  headers: pageHeaders(page, formAction),
  body: page.html,
});
