import type { ConsentQuestion } from './ask-consent.ts';
import type { Decision, SignIn } from './decide.ts';
import type { Issued } from './issue.ts';
import { type ConsentPageContent, consentPage } from './pages/consent-page.ts';
import type { Page } from './pages/page.ts';
import { refusalPage } from './pages/refusal-page.ts';
import type { Policy } from './policy.ts';
import { encodeFormText, redirectTo } from './redirect-to.ts';
import type { Refusal } from './refusal.ts';
import type { Rejection } from './rejection.ts';
import type { Reply } from './reply.ts';
import { formActionSource, pageReply, redirectHeaders } from './security-headers.ts';

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

/** RFC 6749 §4.1.2.1, and RFC 9207 §2: `iss` in every answer to the client, errors too. */
const rejectionReply = ({ redirectUri, state, rule }: Rejection, { policy }: Surface, status: RedirectStatus): Reply =>
  redirect(
    status,
    redirectTo(redirectUri, { error: rule.verdict.error, error_description: rule.message, state, iss: policy.issuer }),
  );

/** RFC 6749 §4.1.2. */
const codeReply = ({ redirectUri, code, state }: Issued, { policy }: Surface, status: RedirectStatus): Reply =>
  redirect(status, redirectTo(redirectUri, { code, state, iss: policy.issuer }));

const signInReply = ({ query }: SignIn, { signInUrl, authorizePath }: Surface, status: RedirectStatus): Reply => {
  // The way back is a path of visible ASCII, whatever was sent raw; an equals sign may stay, which keeps it short.
  const visible = query.replaceAll(/[^\x21-\x5B\x5D-\x7E]+/g, encodeFormText);
  const returnTo = encodeFormText(`${authorizePath}?${visible}`).replaceAll('%3D', '=');
  return redirect(status, `${signInUrl}${signInUrl.includes('?') ? '&' : '?'}return_to=${returnTo}`);
};

const consentReply = (question: ConsentQuestion, { pages, consentPath, signInUrl }: Surface): Reply => {
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
    case 'reject':
      return rejectionReply(decision, surface, status);
    case 'signIn':
      return signInReply(decision, surface, status);
    case 'askConsent':
      return consentReply(decision, surface);
    case 'issue':
      return codeReply(decision, surface, status);
  }
};
