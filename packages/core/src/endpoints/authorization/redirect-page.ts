import { html, type Html } from '../../http/html.ts';
import { type Page, page } from '../../http/page.ts';
import { destinationOf, placeOf } from '../../redirect-uri/destination.ts';
import type { Refusal } from '../../errors/refusal.ts';
import type { Recipient } from '../../errors/rejection.ts';
import { ruleDetails } from '../../errors/rule-details.ts';
import type { Decision } from './decision.ts';

/** The content of the redirect page. */
export interface RedirectPageContent {
  readonly decision: Exclude<Decision, Refusal>;
  /** Where the page has a link to. */
  readonly location: string;
  /**
   * Whether the browser is redirected there automatically. `false` for an error of a client that is not trusted: the
   * user decides whether to follow the link, so the link must name the host.
   */
  readonly automatic: boolean;
}

/** What the user learns, and the text of the link. */
interface Texts {
  readonly title: string;
  readonly says: string;
  readonly link: string;
}

/** A client that is not trusted chose its name itself, so the place stands for it. */
const nameOf = ({ client, redirectUri }: Pick<Recipient, 'client' | 'redirectUri'>): string =>
  client.trusted ? client.client_name : placeOf(redirectUri);

const textsOf = (decision: RedirectPageContent['decision']): Texts => {
  switch (decision.kind) {
    case 'issue': {
      const name = nameOf(decision);
      return { title: `Continue to ${name}`, says: 'This app may now use your account.', link: `Continue to ${name}` };
    }
    case 'askConsent':
      return {
        title: `Continue to ${nameOf(decision.request)}`,
        says: 'This app asks to use your account.',
        link: 'Continue',
      };
    case 'signIn':
      return decision.prompt === 'select_account'
        ? { title: 'Use another account', says: 'Sign in with the account that you want to use.', link: 'Sign in' }
        : { title: 'Sign in to continue', says: 'You are not signed in.', link: 'Sign in' };
    case 'reject':
      return {
        title:
          decision.rule.verdict.error === 'access_denied'
            ? 'You did not allow this app'
            : 'This request could not be completed',
        says: decision.client.trusted ? 'You can go back to the app.' : 'Follow the link only if you trust it.',
        link: `Back to ${nameOf(decision)}`,
      };
  }
};

/** The browser stays on the page while it opens an app, so the page says when it can be closed. */
const end = (decision: RedirectPageContent['decision']): Html | undefined => {
  if (decision.kind === 'signIn' || decision.kind === 'askConsent') return undefined;
  // A page that the browser stays on is the only place where the developer of the client sees the error.
  if (decision.kind === 'reject' && !decision.client.trusted) return ruleDetails(decision.rule);
  return destinationOf(decision.redirectUri).kind === 'app'
    ? html`<p class="soft">If the app does not open, use the link. After the app has opened, you can close this page.</p>`
    : undefined;
};

/**
 * The default page between an answer of the user and the client. If `automatic` is true, the header `Refresh` of its
 * reply redirects the browser.
 */
export const redirectPage = ({ decision, location, automatic }: RedirectPageContent): Page => {
  const { title, says, link } = textsOf(decision);
  return page(
    title,
    html`<h1>${title}</h1>
<p>${says}</p>
<p><a href="${location}" rel="noreferrer" class="${automatic ? 'allow' : ''}">${link}</a></p>
${end(decision)}`,
  );
};
