import { html } from '../http/html.ts';
import { type Page, page } from '../http/page.ts';
import type { Refusal } from './refusal.ts';

const titles: Readonly<Record<Refusal['rule']['verdict']['status'], string>> = {
  400: 'This did not work',
  403: 'This is not allowed',
  404: 'This app is not known here',
  405: 'This is the wrong method',
  413: 'This is too large',
  414: 'This address is too long',
  415: 'This is not a form',
  422: 'This app may not send you here',
  500: 'Something went wrong here',
};

/**
 * The page that a person sees in place of a redirect. It repeats nothing of the request: what is on it was written by us.
 */
export const refusalPage = ({ rule }: Refusal): Page => {
  const title = titles[rule.verdict.status];
  return page(
    title,
    html`<h1>${title}</h1>
<p>You have not been signed in to the app, and nothing was shared with it. Go back to the app and try again, or tell its makers what it says below.</p>
<p class="soft">${rule.message}</p>
<p class="soft"><code>${rule.name}</code> · ${rule.source}</p>`,
  );
};
