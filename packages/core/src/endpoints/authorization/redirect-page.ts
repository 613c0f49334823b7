import { html, type Html } from '../../http/html.ts';
import { type Page, page } from '../../http/page.ts';
import type { Client } from '../../client/client.ts';
import { destinationOf } from '../../redirect-uri/destination.ts';
import type { Refusal } from '../../errors/refusal.ts';
import type { Decision } from './decision.ts';

/** The content of the redirect page. */
export interface RedirectPageContent {
  readonly decision: Exclude<Decision, Refusal>;
  /** Where the browser is redirected automatically. The page shows a link to it too. */
  readonly location: string;
}

/** What the user learns, and the text of the link. */
interface Texts {
  readonly title: string;
  readonly says: string;
  readonly link: string;
}

const clientOf = (decision: RedirectPageContent['decision']): Client =>
  decision.kind === 'askConsent' ? decision.request.client : decision.client;

const textsOf = (decision: RedirectPageContent['decision']): Texts => {
  const name = clientOf(decision).client_name;
  switch (decision.kind) {
    case 'issue':
      return { title: `Continue to ${name}`, says: 'This app may now use your account.', link: `Continue to ${name}` };
    case 'askConsent':
      return { title: `Continue to ${name}`, says: 'This app asks to use your account.', link: 'Continue' };
    case 'signIn':
      return decision.prompt === 'select_account'
        ? { title: 'Use another account', says: 'Sign in with the account that you want to use.', link: 'Sign in' }
        : { title: 'Sign in to continue', says: 'You are not signed in.', link: 'Sign in' };
    case 'reject':
      return decision.rule.verdict.error === 'access_denied'
        ? { title: `Back to ${name}`, says: 'You did not allow this app to use your account.', link: `Back to ${name}` }
        : { title: `Back to ${name}`, says: 'This request could not be completed.', link: `Back to ${name}` };
  }
};

/** The browser stays on the page while it opens an app, so the page says when it can be closed. */
const end = (decision: RedirectPageContent['decision']): Html | undefined => {
  if (decision.kind === 'signIn' || decision.kind === 'askConsent') return undefined;
  return destinationOf(decision.redirectUri).kind === 'app'
    ? html`<p class="soft">If the app does not open, use the link. After the app has opened, you can close this page.</p>`
    : undefined;
};

/**
 * The default page between an answer of the user and the client. The header `Refresh` of its reply redirects the
 * browser automatically.
 */
export const redirectPage = ({ decision, location }: RedirectPageContent): Page => {
  const { title, says, link } = textsOf(decision);
  return page(
    title,
    html`<h1>${title}</h1>
<p>${says}</p>
<p><a href="${location}" rel="noreferrer" class="allow">${link}</a></p>
${end(decision)}`,
  );
};
