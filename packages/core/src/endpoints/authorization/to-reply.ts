import type { ConsentQuestion } from './consent/ask-consent.ts';
import type { Decision, SignIn } from './decide.ts';
import type { Issued } from './issue.ts';
import { type ConsentPageContent, consentPage } from './consent/consent-page.ts';
import type { Page } from '../../http/page.ts';
import { refusalPage } from '../../errors/refusal-page.ts';
import type { Policy } from '../../settings/policy.ts';
import { errorOfStatus, errorReply, jsonReply } from '../../http/json-reply.ts';
import { encodeFormText, redirectTo, visibleText } from '../../redirect-uri/redirect-to.ts';
import type { Refusal } from '../../errors/refusal.ts';
import type { Rejection } from '../../errors/rejection.ts';
import type { Reply } from '../../http/reply.ts';
import { formActionSource, pageReply, redirectHeaders } from '../../http/security-headers.ts';
import { markSignIn } from './owner/sign-in-mark.ts';
import type { GrantResponse } from '../consent/grant-response-schema.ts';

/** The pages that people see. Whatever they show of a request they must escape. */
export interface Pages {
  readonly refusal: (refusal: Refusal) => Page;
  readonly consent: (content: ConsentPageContent) => Page;
}

/** Pages without script or pictures, readable on any screen and by any screen reader. */
export const defaultPages: Pages = { refusal: refusalPage, consent: consentPage };

/** Where the endpoint and the pages around it are. */
export interface Surface {
  readonly policy: Policy;
  /** The path of the authorization endpoint on this server, as in `/oauth/authorize`. */
  readonly authorizePath: string;
  /** The path that the consent page's form is posted to. */
  readonly consentPath: string;
  /** The sign-in page: a path on this server, or a URL. It gets the way back in `return_to`. */
  readonly signInUrl: string;
  /**
   * Where people are asked, if not on the consent page of {@link Pages}: a path on this server, or a URL. It gets the sealed
   * question in `consent_token`.
   */
  readonly consentUrl?: string | undefined;
  readonly pages: Pages;
}

/** RFC 9700 §4.12: after a form was posted 303, so that nothing of it is posted on; never 307. */
type RedirectStatus = 302 | 303;

const redirect = (status: RedirectStatus, location: string): Reply => ({
  status,
  headers: { ...redirectHeaders, location },
  body: '',
});

/** The page that a refusal is answered with. */
export const refusalReply = (refusal: Refusal, pages: Pages): Reply =>
  pageReply(refusal.rule.verdict.status, pages.refusal(refusal), ["'none'"]);

/** An answer that takes the browser elsewhere. */
type Leaving = Exclude<Decision, Refusal | ConsentQuestion>;

/** RFC 6749 §4.1.2.1, and RFC 9207 §2: `iss` in every answer to the client, errors too. */
const rejectionLocation = ({ redirectUri, state, rule }: Rejection, { policy }: Surface): string =>
  redirectTo(redirectUri, { error: rule.verdict.error, error_description: rule.message, state, iss: policy.issuer });

/** RFC 6749 §4.1.2. */
const codeLocation = ({ redirectUri, code, state }: Issued, { policy }: Surface): string =>
  redirectTo(redirectUri, { code, state, iss: policy.issuer });

const withParameter = (url: string, parameter: string): string => `${url}${url.includes('?') ? '&' : '?'}${parameter}`;

const signInLocation = ({ query, now }: SignIn, { signInUrl, authorizePath }: Surface): string => {
  // An equals sign may stay, which keeps the way back short.
  const returnTo = encodeFormText(`${authorizePath}?${markSignIn(visibleText(query), now)}`).replaceAll('%3D', '=');
  return withParameter(signInUrl, `return_to=${returnTo}`);
};

const locationOf = (decision: Leaving, surface: Surface): string => {
  switch (decision.kind) {
    case 'reject':
      return rejectionLocation(decision, surface);
    case 'signIn':
      return signInLocation(decision, surface);
    case 'issue':
      return codeLocation(decision, surface);
  }
};

const consentLocation = ({ consentToken }: ConsentQuestion, consentUrl: string): string =>
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
 * Puts a decision into HTTP. This is the only place that knows statuses and headers of the authorization endpoint.
 *
 * @param method how the browser came: it chooses between 302 and 303
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

/** A surface on which a page of the operator's own asks people. */
export type HostedSurface = Surface & { readonly consentUrl: string };

/** A refusal that is told in JSON. */
export const refusalJsonReply = ({ rule }: Refusal): Reply => {
  const { status, error } = rule.verdict;
  return errorReply(status, error ?? errorOfStatus(status), rule);
};

const goTo = (redirect_uri: string): Reply => {
  const response: GrantResponse = { redirect_uri };
  return jsonReply(200, response);
};

/**
 * Puts a decision into JSON, for a consent page of the operator's own that sends the browser on by itself: where a browser would
 * be redirected, the page is told where to.
 */
export const toJsonReply = (decision: Decision, surface: HostedSurface): Reply => {
  switch (decision.kind) {
    case 'refuse':
      return refusalJsonReply(decision);
    case 'askConsent':
      return goTo(consentLocation(decision, surface.consentUrl));
    case 'reject':
    case 'signIn':
    case 'issue':
      return goTo(locationOf(decision, surface));
  }
};
