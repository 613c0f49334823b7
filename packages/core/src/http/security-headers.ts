import type { MatchedRedirectUri } from '../redirect-uri/match-redirect-uri.ts';
import type { Page } from './page.ts';
import type { Reply } from './reply.ts';

/** For every reply: a decision is for one user at one time, so no cache keeps it. */
export const noStore: Readonly<Record<string, string>> = { 'cache-control': 'no-store' };

/** RFC 9700 §4.2.4: the URL of the endpoint does not leak as a referrer. */
export const redirectHeaders: Readonly<Record<string, string>> = { ...noStore, 'referrer-policy': 'no-referrer' };

/**
 * The source for `form-action`: an origin, or a scheme if a policy cannot name the origin (private-use schemes have
 * none, and a source expression cannot contain an IPv6 address).
 */
export const formActionSource = (uri: MatchedRedirectUri): string => {
  const { protocol, hostname, host } = new URL(uri);
  return /^https?:$/.test(protocol) && !hostname.startsWith('[') ? `${protocol}//${host}` : protocol;
};

/**
 * Chromium applies `form-action` to the redirects after a form post too. `'self'` alone would silently block the
 * redirect to the client.
 */
const contentSecurityPolicy = ({ sources }: Page, formAction: readonly string[]): string =>
  [
    "default-src 'none'",
    ...Object.entries(sources).map(([directive, source]) => `${directive} ${source}`),
    ...(formAction.length === 0 ? [] : [`form-action ${formAction.join(' ')}`]),
    // RFC 9700 §4.16: no page of the endpoint may be framed.
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

/** The headers of a page. */
const pageHeaders = (page: Page, formAction: readonly string[]): Readonly<Record<string, string>> => ({
  ...noStore,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy(page, formAction),
  // Not no-referrer: with it a browser sends `Origin: null` when the page's own form is posted.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
});

/**
 * A page of the endpoint, or of yours such as a sign-in page, with security headers.
 *
 * @param formAction the targets of the page's form, redirects included, for example `["'self'",
 *   'https://client.example']`. A sign-in page may lead to any client in the end: pass an empty list, which sets no
 *   `form-action`
 * @example
 * pageReply(200, page('Sign in', html`<h1>Sign in</h1>`), ["'self'"]).headers['x-frame-options']; // 'DENY'
 */
export const pageReply = (status: number, page: Page, formAction: readonly string[]): Reply => ({
  status,
  headers: pageHeaders(page, formAction),
  body: page.html,
});
