import type { Page } from './page.ts';
import type { Reply } from './reply.ts';

/** For every reply: a decision is for one user at one time, so no cache keeps it. */
export const noStore: { readonly 'cache-control': 'no-store' } = { 'cache-control': 'no-store' };

/** RFC 6749 §5.1 and §5.2: for replies of the token endpoint, which not even an HTTP/1.0 cache keeps. */
export const noCache: { readonly pragma: 'no-cache' } = { pragma: 'no-cache' };

/**
 * A client may open the authorization request in a popup and wait for its answer. With any other opener policy, such as
 * the default of helmet, the browser cuts the popup off from the page of the client. A redirect has a policy too.
 */
const openerPolicy = 'unsafe-none';

/** RFC 9700 §4.2.4: the URL of the endpoint does not leak as a referrer. */
export const noReferrer: { readonly 'referrer-policy': 'no-referrer' } = { 'referrer-policy': 'no-referrer' };

/** The headers of a redirect. They are named and not spread, so that the object is made in one piece. */
export const redirectHeaders = (location: string): Readonly<Record<string, string>> => ({
  'cache-control': noStore['cache-control'],
  'cross-origin-opener-policy': openerPolicy,
  'referrer-policy': noReferrer['referrer-policy'],
  location,
});

const contentSecurityPolicy = ({ sources }: Page, formAction: readonly string[]): string => {
  let policy = "default-src 'none'";
  for (const [directive, source] of Object.entries(sources)) policy += `; ${directive} ${source}`;
  if (formAction.length > 0) policy += `; form-action ${formAction.join(' ')}`;
  // RFC 9700 §4.16: no page of the endpoint may be framed.
  return `${policy}; frame-ancestors 'none'; base-uri 'none'`;
};

/** The headers of a page. */
const pageHeaders = (page: Page, formAction: readonly string[]): Readonly<Record<string, string>> => ({
  'cache-control': noStore['cache-control'],
  'cross-origin-opener-policy': openerPolicy,
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
 *   'https://client.example']`. For a sign-in page, `["'self'"]` is enough, or the origin of the authorization server if
 *   it is another. An empty list sets no `form-action`
 * @example
 * pageReply(200, page('Sign in', html`<h1>Sign in</h1>`), ["'self'"]).headers['x-frame-options']; // 'DENY'
 */
export const pageReply = (status: number, page: Page, formAction: readonly string[]): Reply => ({
  status,
  headers: pageHeaders(page, formAction),
  body: page.html,
});
