import { refusalPage } from '../../errors/refusal-page.ts';
import type { RefusalPages } from '../../errors/refusal-reply.ts';
import type { Page } from '../../http/page.ts';
import type { Policy } from '../../settings/policy.ts';
import { redirectPage, type RedirectPageContent } from './redirect-page.ts';
import { consentPage, type ConsentPageContent } from './consent/consent-page.ts';

/** The pages that users see. A page must escape what it shows of a request. */
export interface Pages extends RefusalPages {
  readonly consent: (content: ConsentPageContent) => Page;
  /**
   * The page between a form and the client. Its reply redirects the browser automatically, unless `automatic` of the content
   * is false.
   */
  readonly redirect: (content: RedirectPageContent) => Page;
}

/** The default pages: no script, no images, readable on every screen and with every screen reader. */
export const defaultPages: Pages = { refusal: refusalPage, consent: consentPage, redirect: redirectPage };

/** The URLs of the endpoint and its pages. */
export interface Surface {
  readonly policy: Policy;
  /** The path of the authorization endpoint on this server, for example `/oauth/authorize`. */
  readonly authorizePath: string;
  /** The path that the form of the consent page is posted to. */
  readonly consentPath: string;
  /** The sign-in page: a path on this server, or a URL. It receives the return path in `return_to`. */
  readonly signInUrl: string;
  /**
   * Your own consent page, in place of the page in {@link Pages}: a path on this server, or a URL. It receives the
   * consent token in `consent_token`.
   */
  readonly consentUrl?: string | undefined;
  readonly pages: Pages;
}

/** A surface with a consent page hosted by the operator. */
export type HostedSurface = Surface & { readonly consentUrl: string };
