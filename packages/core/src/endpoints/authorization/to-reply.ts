import { encodeFormValue, toVisibleAscii } from '../../encoding/form-encoding.ts';
import { refusalReply } from '../../errors/refusal-reply.ts';
import type { Refusal } from '../../errors/refusal.ts';
import type { Rejection } from '../../errors/rejection.ts';
import type { Reply } from '../../http/reply.ts';
import { formActionSource, pageReply, redirectHeaders } from '../../http/security-headers.ts';
import { redirectTo } from '../../redirect-uri/redirect-to.ts';
import type { ConsentQuestion } from './consent/ask-consent.ts';
import type { Decision } from './decision.ts';
import type { Issued } from './issue.ts';
import { markSignIn } from './owner/sign-in-mark.ts';
import type { SignIn } from './owner/without-owner.ts';
import type { Surface } from './surface.ts';

/** RFC 9700 §4.12: 303 after a form post, so that the browser does not post it again; never 307. */
type RedirectStatus = 302 | 303;

const redirect = (status: RedirectStatus, location: string): Reply => ({
  status,
  headers: { ...redirectHeaders, location },
  body: '',
});

/** A decision that sends the browser elsewhere. */
type Leaving = Exclude<Decision, Refusal | ConsentQuestion>;

/** RFC 6749 §4.1.2.1, and RFC 9207 §2: `iss` is in every answer to the client, errors too. */
const rejectionLocation = ({ redirectUri, state, rule }: Rejection, { policy }: Surface): string =>
  redirectTo(redirectUri, { error: rule.verdict.error, error_description: rule.message, state, iss: policy.issuer });

/** RFC 6749 §4.1.2. */
const codeLocation = ({ redirectUri, code, state }: Issued, { policy }: Surface): string =>
  redirectTo(redirectUri, { code, state, iss: policy.issuer });

const withParameter = (url: string, parameter: string): string => `${url}${url.includes('?') ? '&' : '?'}${parameter}`;

const signInLocation = ({ query, now }: SignIn, { signInUrl, authorizePath }: Surface): string => {
  // An equals sign may stay unencoded, which keeps the return path short.
  const returnTo = encodeFormValue(`${authorizePath}?${markSignIn(toVisibleAscii(query), now)}`).replaceAll('%3D', '=');
  return withParameter(signInUrl, `return_to=${returnTo}`);
};

export const locationOf = (decision: Leaving, surface: Surface): string => {
  switch (decision.kind) {
    case 'reject':
      return rejectionLocation(decision, surface);
    case 'signIn':
      return signInLocation(decision, surface);
    case 'issue':
      return codeLocation(decision, surface);
  }
};

export const consentLocation = ({ consentToken }: ConsentQuestion, consentUrl: string): string =>
  withParameter(consentUrl, `consent_token=${consentToken}`);

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
