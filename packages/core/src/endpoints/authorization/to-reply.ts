import { refusalReply } from '../../errors/refusal-reply.ts';
import type { AuthorizationError, Rejection } from '../../errors/rejection.ts';
import { retryAfterHeader } from '../../errors/retry-after.ts';
import type { Reply } from '../../http/reply.ts';
import { noReferrer, pageReply, redirectHeaders } from '../../http/security-headers.ts';
import type { Arrival } from './arrival.ts';
import type { ConsentQuestion } from './consent/ask-consent.ts';
import type { Decision } from './decision.ts';
import { consentLocation, locationOf, retryLocation } from './location-of.ts';
import type { RedirectPageContent } from './redirect-page.ts';
import type { Surface } from './surface.ts';

const redirect = (status: 302 | 303, location: string): Reply => ({
  status,
  headers: redirectHeaders(location),
  body: '',
});

/** The page between a form of this site and the client. */
const redirectPageReply = (
  status: number,
  content: RedirectPageContent,
  more: Readonly<Record<string, string>>,
  { pages }: Surface,
): Reply => {
  const { headers, body } = pageReply(status, pages.redirect(content), ["'none'"]);
  return { status, headers: { ...headers, ...noReferrer, ...more }, body };
};

const leave = (
  decision: RedirectPageContent['decision'],
  location: string,
  surface: Surface,
  arrival: Arrival,
): Reply => {
  switch (arrival) {
    case 'GET':
      return redirect(302, location);
    // RFC 9700 §4.12: 303 after a form post, so that the browser does not post it again; never 307.
    case 'POST':
      return redirect(303, location);
    // A browser checks the `form-action` of a page against every redirect after its form, so a redirect would end at the first
    // host that the policy does not name, and the client may redirect on to any host.
    case 'ownForm':
      return redirectPageReply(200, { decision, location, automatic: true }, { refresh: `0;url=${location}` }, surface);
  }
};

/** The status of the page that an error stays on, if it is not 400. A denial is what the user asked for. */
const errorPageStatus: Partial<Readonly<Record<AuthorizationError, number>>> = {
  access_denied: 200,
  server_error: 500,
  temporarily_unavailable: 503,
};

/**
 * RFC 9700 §4.11.2: an attacker registers a client, and has the server send browsers to it with a request that is wrong on
 * purpose. So the user decides whether to go there.
 */
const stay = (rejection: Rejection, surface: Surface): Reply => {
  const { verdict } = rejection.rule;
  const content = { decision: rejection, location: locationOf(rejection, surface), automatic: false };
  return redirectPageReply(errorPageStatus[verdict.error] ?? 400, content, retryAfterHeader(verdict), surface);
};

const consentPageReply = (question: ConsentQuestion, { pages, consentPath }: Surface): Reply =>
  pageReply(200, pages.consent({ question, action: consentPath }), ["'self'"]);

/**
 * Turns a decision into an HTTP reply. Only this file knows the statuses and headers of the authorization endpoint.
 *
 * @param arrival how the browser came: {@link arrivalOf} for an authorization request, `ownForm` for the form of the
 *   consent page. A redirect has the status 302 after GET and 303 after POST. After a form of this site it is a page
 *   that redirects the browser automatically
 */
export const toReply = (decision: Decision, surface: Surface, arrival: Arrival): Reply => {
  switch (decision.kind) {
    case 'refuse':
      return refusalReply(decision, surface.pages, retryLocation(decision, surface));
    case 'askConsent':
      return surface.consentUrl === undefined
        ? consentPageReply(decision, surface)
        : leave(decision, consentLocation(decision, surface.consentUrl), surface, arrival);
    case 'reject':
      return decision.client.trusted
        ? leave(decision, locationOf(decision, surface), surface, arrival)
        : stay(decision, surface);
    case 'signIn':
    case 'issue':
      return leave(decision, locationOf(decision, surface), surface, arrival);
  }
};
