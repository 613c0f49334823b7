import { refusalPage } from '../../errors/refusal-page.ts';
import type { RefusalPages } from '../../errors/refusal-reply.ts';
import type { Page } from '../../http/page.ts';
import type { Policy } from '../../settings/policy.ts';
import { consentPage, type ConsentPageContent } from './consent/consent-page.ts';

/** The pages that people see. Whatever they show of a request they must escape. */
export interface Pages extends RefusalPages {
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

/** A surface on which a page of the operator's own asks people. */
export type HostedSurface = Surface & { readonly consentUrl: string };
