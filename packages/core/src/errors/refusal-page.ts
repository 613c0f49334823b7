import { html, type Html } from '../http/html.ts';
import { type Page, page } from '../http/page.ts';
import { onceFor } from '../rules/once-for.ts';
import type { Refusal } from './refusal.ts';
import { ruleDetails } from './rule-details.ts';

type RefusalRule = Refusal['rule'];

const titles: Readonly<Record<RefusalRule['verdict']['status'], string>> = {
  400: 'This request could not be completed',
  401: 'You are not signed in',
  403: 'You do not have access',
  404: 'This app is not registered',
  405: 'This page cannot be opened this way',
  413: 'This request is too large',
  414: 'The link is too long',
  415: 'This request has the wrong format',
  422: 'This app is not set up correctly',
  429: 'There were too many requests',
  500: 'Something went wrong on our side',
  503: 'This page is not available now',
};

interface Texts {
  readonly title: string;
  readonly whatToDo: Html;
}

const textsOf = ({ verdict }: RefusalRule, retryUrl: string | undefined): Texts => {
  // An earlier answer may have reached the app, so it would be wrong to say that nothing was shared.
  if (verdict.error === 'consent_token_spent')
    return {
      title: 'Already answered',
      whatToDo: html`<p>You have already answered this request. This answer changed nothing. Go back to the app.</p>`,
    };
  if (retryUrl !== undefined)
    return {
      title: 'Your answer was not accepted',
      whatToDo: html`<p>This answer changed nothing. You can answer the request again.</p>
<p><a href="${retryUrl}" class="allow">Start again</a></p>`,
    };
  return {
    title: titles[verdict.status],
    whatToDo: html`<p>You are not signed in to the app, and nothing was shared with it. Go back to the app and try again. If it happens again, send the details below to the developer of the app.</p>`,
  };
};

const pageOf = (rule: RefusalRule, retryUrl: string | undefined): Page => {
  const { title, whatToDo } = textsOf(rule, retryUrl);
  return page(
    title,
    html`<h1>${title}</h1>
${whatToDo}
${ruleDetails(rule)}`,
  );
};

/** The page is the same for every request that breaks the rule, so it is frozen: no reader can change it for another. */
const pageOfRule = /* @__PURE__ */ onceFor((rule: RefusalRule) => {
  const { html, sources } = pageOf(rule, undefined);
  return Object.freeze({ html, sources: Object.freeze(sources) });
});

/**
 * The default page that a user sees in place of a redirect. It shows nothing of the request, only texts of this
 * package.
 *
 * @param retryUrl where the user can start again, if that can help
 */
export const refusalPage = ({ rule }: Refusal, retryUrl?: string): Page =>
  retryUrl === undefined ? pageOfRule(rule) : pageOf(rule, retryUrl);
