import { readFileSync } from 'node:fs';
import { html, page, pageReply, type PathHandler, type Reply } from '@codegrant/server';
import { script } from './replies.ts';
import { routes } from './routes.ts';

/** Where the app's own consent page is. */
export const hostedConsentUrl = '/consent';

const scriptPath = '/consent.js';

/** The same for everybody: what is asked, its script learns from the authorization server. */
const consentPage = (): Reply => {
  const { html: text, sources } = page(
    'Allow an app?',
    html`<h1>An app asks to use your account</h1>
<div role="alert"></div>
<noscript><p class="warn">This page can not show what the app asks for, since scripts are turned off in this browser. Allow them for this site and reload the page. Nothing was shared with the app.</p></noscript>
<script type="module" src="${scriptPath}"></script>`,
  );
  const own = { 'script-src': "'self'", 'connect-src': "'self'" };
  // Its form goes nowhere: the script sends the answer.
  return pageReply(200, { html: text, sources: { ...sources, ...own } }, ["'none'"]);
};

/** A consent page of the app's own, in place of the one that the authorization server brings. */
export const hostedConsent = <Context>(): PathHandler<Context> => {
  const source = readFileSync(new URL('./consent.js', import.meta.url), 'utf8');
  return routes({
    [`GET ${hostedConsentUrl}`]: consentPage,
    [`GET ${scriptPath}`]: () => script(source),
  });
};
