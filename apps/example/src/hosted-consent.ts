import { readFileSync } from 'node:fs';
import { html, page, pageReply, type PathHandler, type Reply } from '@codegrant/server';
import { script } from './replies.ts';
import { routes } from './routes.ts';

/** The path of the app's own consent page. */
export const hostedConsentUrl = '/consent';

const scriptPath = '/consent.js';

/** The page is static. Its script asks the authorization server for the consent request. */
const consentPage = (): Reply => {
  const { html: text, sources } = page(
    'Allow an app?',
    html`<h1>An app asks to use your account</h1>
<div role="alert"></div>
<noscript><p class="warn">This page cannot show what the app asks for because scripts are turned off in this browser. Turn them on for this site and reload the page. Nothing was shared with the app.</p></noscript>
<script type="module" src="${scriptPath}"></script>`,
  );
  const scriptSources = { 'script-src': "'self'", 'connect-src': "'self'" };
  // The form is never submitted: the script sends the answer.
  return pageReply(200, { html: text, sources: { ...sources, ...scriptSources } }, ["'none'"]);
};

/** The app's own consent page, used in place of the server's built-in page. */
export const hostedConsent = <Context>(): PathHandler<Context> => {
  const source = readFileSync(new URL('./consent.js', import.meta.url), 'utf8');
  return routes({
    [`GET ${hostedConsentUrl}`]: consentPage,
    [`GET ${scriptPath}`]: () => script(source),
  });
};
