import { refusalReply } from '../../errors/refusal-reply.ts';
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

/**
 * A page that redirects the browser automatically. A browser checks the `form-action` of a page against every redirect after its form, so
 * a redirect would end at the first host that the policy does not name, and the client may redirect on to any host.
 */
const redirectPageReply = (content: RedirectPageContent, { pages }: Surface): Reply => {
  const { status, headers, body } = pageReply(200, pages.redirect(content), ["'none'"]);
  return { status, headers: { ...headers, ...noReferrer, refresh: `0;url=${content.location}` }, body };
};

const leave = (content: RedirectPageContent, surface: Surface, arrival: Arrival): Reply => {
  switch (arrival) {
    case 'GET':
      return redirect(302, content.location);
    // RFC 9700 §4.12: 303 after a form post, so that the browser does not post it again; never 307.
    case 'POST':
      return redirect(303, content.location);
    case 'ownForm':
      return redirectPageReply(content, surface);
  }
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
        : leave({ decision, location: consentLocation(decision, surface.consentUrl) }, surface, arrival);
    case 'reject':
    case 'signIn':
    case 'issue':
      return leave({ decision, location: locationOf(decision, surface) }, surface, arrival);
  }
};
