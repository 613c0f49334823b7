import { refusalReply } from '../../errors/refusal-reply.ts';
import type { Reply } from '../../http/reply.ts';
import { formActionSource, pageReply, redirectHeaders } from '../../http/security-headers.ts';
import type { ConsentQuestion } from './consent/ask-consent.ts';
import type { Decision } from './decision.ts';
import { consentLocation, locationOf } from './location-of.ts';
import type { Surface } from './surface.ts';

/** RFC 9700 §4.12: 303 after a form post, so that the browser does not post it again; never 307. */
type RedirectStatus = 302 | 303;

const redirect = (status: RedirectStatus, location: string): Reply => ({
  status,
  headers: { ...redirectHeaders, location },
  body: '',
});

const consentPageReply = (question: ConsentQuestion, { pages, consentPath, signInUrl }: Surface): Reply => {
  const signIn = /^https?:\/\/[^/?#]+/.exec(signInUrl);
  return pageReply(200, pages.consent({ question, action: consentPath }), [
    "'self'",
    formActionSource(question.request.redirectUri),
    ...(signIn ?? []),
  ]);
};

/**
 * Turns a decision into an HTTP reply. Only this file knows the statuses and headers of the authorization endpoint.
 *
 * @param method the request method: 302 after GET, 303 after POST
 */
export const toReply = (decision: Decision, surface: Surface, method: 'GET' | 'POST'): Reply => {
  const status = method === 'POST' ? 303 : 302;
  switch (decision.kind) {
    case 'refuse':
      return refusalReply(decision, surface.pages);
    case 'askConsent':
      return surface.consentUrl === undefined
        ? consentPageReply(decision, surface)
        : redirect(status, consentLocation(decision, surface.consentUrl));
    case 'reject':
    case 'signIn':
    case 'issue':
      return redirect(status, locationOf(decision, surface));
  }
};
