import { html, type Html } from '../../../http/html.ts';
import { type Page, page } from '../../../http/page.ts';
import type { Client } from '../../../client/client.ts';
import { destinationOf, placeOf } from '../../../redirect-uri/destination.ts';
import type { AskedScope, ConsentQuestion } from './ask-consent.ts';

/** The content of the consent page. */
export interface ConsentPageContent {
  readonly question: ConsentQuestion;
  /** The URL that the form is posted to. */
  readonly action: string;
}

const needed = (): Html => html` <em>(required)</em>`;

const about = ({ name, description }: AskedScope, mark?: Html): Html =>
  html`${name}${mark}${description === undefined ? undefined : html`<span>${description}</span>`}`;

/** The checkbox of a scope. A required scope has a disabled one, which a browser does not send. */
const checkbox = ({ id, required }: AskedScope): Html =>
  html`<input type="checkbox" name="scope" value="${id}" checked${required ? ' disabled' : ''}>`;

/** With a single scope, or with required scopes only, there is nothing to choose but Allow or Deny. */
const isChoice = (scopes: readonly AskedScope[]): boolean =>
  scopes.length > 1 && scopes.some(({ required }) => !required);

const scopeItem = (scope: AskedScope): Html =>
  html`<li><label class="scope">${checkbox(scope)}<bdi>${about(scope, scope.required ? needed() : undefined)}</bdi></label></li>`;

const scopeList = (scopes: readonly AskedScope[]): Html => {
  if (!isChoice(scopes))
    return html`<ul>
${scopes.map((scope) => html`<li>${about(scope)}</li>`)}
</ul>`;
  return html`<input type="hidden" name="scope" value="">
<ul>
${scopes.map(scopeItem)}
</ul>`;
};

/** Names as a sentence has them: `A`, `A and B`, or `A, B and C`. */
const between = (place: number, count: number): string => {
  if (place === 0) return '';
  return place === count - 1 ? ' and ' : ', ';
};

/** RFC 8707 §2: the APIs that the access token is for. */
const target = ({ resources }: ConsentQuestion): Html | undefined =>
  resources.length === 0
    ? undefined
    : html`<p>This app asks for access to ${resources.map(({ name }, place) => html`${between(place, resources.length)}<bdi>${name}</bdi>`)}.</p>
`;

const asks = ({ request, scopes }: ConsentQuestion): string =>
  scopes.length < request.scope.length
    ? 'In addition to what you allowed before, this app asks to:'
    : 'This app asks to:';

/** What is known of an app. Of a document only its URL is, and nothing in it. */
const known = ({ origin, client_id }: Client): Html =>
  origin === 'document' ? html`an app from <bdi>${placeOf(client_id)}</bdi>` : html`an app that registered itself`;

/** What the user is asked to allow. A client that is not trusted chose its name itself. */
const subject = (client: Client): Html => (client.trusted ? html`<bdi>${client.client_name}</bdi>` : known(client));

/** Where the registration comes from. The name stands last, because it may be any text. */
const origin = (client: Client): Html | undefined => {
  if (client.origin === 'registered') return undefined;
  return client.trusted
    ? html`<p class="soft">It is ${known(client)}.</p>
`
    : html`<p class="warn">The app gives its own name, which was not checked: <bdi>${client.client_name}</bdi></p>
`;
};

const publisher = ({ request: { client } }: ConsentQuestion): Html | undefined =>
  client.client_uri === undefined
    ? undefined
    : html`<p class="soft">${client.verified ? 'It is' : 'It says that it is'} published by <bdi>${new URL(client.client_uri).host}</bdi>.</p>`;

/** Any app on this device can send the client_id of a document. */
const unproven = ({ origin, client_id }: Client): Html | undefined =>
  origin === 'document' ? html` Nothing proves that it is from <bdi>${placeOf(client_id)}</bdi>.` : undefined;

/** Where the browser goes next. */
const destination = ({ request: { client, redirectUri } }: ConsentQuestion): Html => {
  const to = destinationOf(redirectUri);
  switch (to.kind) {
    case 'website':
      return html`<p class="soft">You will be sent to <bdi>${to.host}</bdi>.</p>`;
    // RFC 8252 §8.6: nothing proves which app on this device receives the answer.
    case 'this_device':
      return html`<p class="warn">Your answer goes to an app on this device (<bdi>${to.host}</bdi>).${unproven(client)} Continue only if you started it yourself.</p>`;
    case 'app':
      return html`<p class="warn">Your answer goes to the app on this device that opens <bdi>${to.scheme}:</bdi> links.${unproven(client)} Continue only if you started it yourself.</p>`;
  }
};

/**
 * The default consent page. It names the client and the scope (RFC 6749 §10.2), and the host that receives the answer.
 */
export const consentPage = ({ question, action }: ConsentPageContent): Page => {
  const { request, owner, scopes, consentToken } = question;
  const { client } = request;
  const title = client.trusted ? `Allow ${client.client_name}?` : 'Allow an app?';
  return page(
    title,
    html`<h1>Allow ${subject(client)} to use your account?</h1>
<p class="soft">You are signed in as <bdi>${owner.name ?? owner.subject}</bdi>.</p>
${origin(client)}${publisher(question)}
<form method="post" action="${action}">
<input type="hidden" name="consent_token" value="${consentToken}">
${target(question)}<p>${asks(question)}</p>
${scopeList(scopes)}
${destination(question)}
<div class="choice">
<button name="decision" value="deny">Deny</button>
<button class="allow" name="decision" value="allow">Allow</button>
</div>
<p class="soft">Not <bdi>${owner.name ?? owner.subject}</bdi>? <button class="link" name="decision" value="other_account">Use another account</button></p>
</form>`,
  );
};
