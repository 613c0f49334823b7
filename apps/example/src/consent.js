/**
 * The script of a hosted consent page. It reads the consent request from the authorization server, shows it, sends the
 * user's answer, and follows the redirect. Browsers run this file as it is: there is no build step and no library.
 *
 * @import { ConsentDetails, ErrorResponse, GrantRequest, GrantResponse } from '@codegrant/core'
 * @typedef {ConsentDetails['data']} ConsentRequest
 * @typedef {ConsentRequest['requested_scopes'][number]} Scope
 */

// 1. Requests to the authorization server

/** An error response of the authorization server. */
class ConsentError extends Error {
  /** @param {ErrorResponse} response */
  constructor({ error, error_description }) {
    super(error_description);
    this.code = error;
  }
}

/**
 * Sends a request to the authorization server and returns its JSON. The server has the same origin as this page, so the
 * browser adds the session cookie.
 *
 * @param {string} path
 * @param {RequestInit} [request]
 */
const fetchJson = async (path, request) => {
  const response = await fetch(path, request);
  const body = await response.json();
  if (response.ok) return body;
  // A proxy between the browser and the server may answer with JSON of its own.
  throw typeof body.error_description === 'string'
    ? new ConsentError(body)
    : new Error(`${path} answers ${response.status}`);
};

/** The errors of a server that failed, and may not fail the next time. */
const passing = new Set(['server_error', 'temporarily_unavailable']);

/** A request that the server refused stays refused. After any other error the user can try again. @param {unknown} error */
const isFinal = (error) => error instanceof ConsentError && !passing.has(error.code);

// 2. HTML elements

/**
 * Replaces characters that could disguise a name: control characters, and marks that change the direction of text. Clients
 * choose their own names.
 *
 * @param {string} text
 */
const printable = (text) => text.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '\uFFFD');

/**
 * Creates an element. A string child becomes a text node: this page never parses a string as HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string | boolean>>} properties
 * @param {readonly (Node | string)[]} children
 */
const element = (tag, properties, ...children) => {
  const created = document.createElement(tag);
  Object.assign(created, properties);
  created.append(...children.map((child) => (typeof child === 'string' ? printable(child) : child)));
  return created;
};

/** @param {string} name */
const isolated = (name) => element('bdi', {}, name);

/** @param {readonly (Node | string)[]} children */
const soft = (...children) => element('p', { className: 'soft' }, ...children);

/** @param {readonly (Node | string)[]} children */
const warning = (...children) => element('p', { className: 'warn' }, ...children);

// 3. What the page says

/** @param {ConsentRequest} request */
const signedInAs = ({ signed_in_as }) => soft('You are signed in as ', isolated(signed_in_as), '.');

/** Who publishes the client, and whether the operator has verified it. @param {ConsentRequest} request */
const publisher = ({ client_uri, verified }) => {
  if (client_uri === null) return soft(`This site has ${verified ? '' : 'not '}verified who publishes it.`);
  const host = isolated(new URL(client_uri).host);
  return verified
    ? soft('It is published by ', host, '. This site has verified this.')
    : soft('It says that it is published by ', host, '. This site has not verified this.');
};

/** What is known of an app whose registration somebody else wrote. @param {ConsentRequest} request */
const known = ({ client_id, origin }) =>
  origin === 'document' ? ['an app from ', isolated(new URL(client_id).host)] : ['an app that registered itself'];

/** What the user is asked to allow. An app that is not trusted chose its name itself. @param {ConsentRequest} request */
const subject = (request) => (request.trusted ? [isolated(request.name)] : known(request));

/** Who wrote the registration. The name is at the end, because it may be any text. @param {ConsentRequest} request */
const origin = (request) => {
  if (request.origin === 'registered') return [];
  return request.trusted
    ? [soft('It is ', ...known(request), '.')]
    : [warning('The app gives its own name, which was not checked: ', isolated(request.name))];
};

/** @param {Scope} scope */
const description = ({ description }) => (description === undefined ? [] : [element('span', {}, description)]);

/** @param {Scope} scope */
const scopeItem = (scope) => element('li', {}, scope.name, ...description(scope));

/** A scope with a checkbox. The user cannot clear the checkbox of a required scope. @param {Scope} scope */
const choosableScopeItem = (scope) => {
  const { id, name, required } = scope;
  const checkbox = element('input', { type: 'checkbox', name: 'scope', value: id, checked: true, disabled: required });
  const mark = required ? [' ', element('em', {}, '(required)')] : [];
  return element(
    'li',
    {},
    element('label', { className: 'scope' }, checkbox, element('bdi', {}, name, ...mark, ...description(scope))),
  );
};

/**
 * Tells whether the user can choose among scopes. With a single scope, or only required ones, the buttons are enough.
 *
 * @param {ConsentRequest} request
 */
const hasChoice = ({ requested_scopes: scopes }) => scopes.length > 1 && scopes.some(({ required }) => !required);

/** @param {ConsentRequest} request */
const scopeList = (request) =>
  element('ul', {}, ...request.requested_scopes.map(hasChoice(request) ? choosableScopeItem : scopeItem));

/** Where the answer goes: the part of the redirect URI that identifies the receiver. @param {ConsentRequest} request */
const destination = ({ redirect_uri, redirect_to }) => {
  const { protocol, host } = new URL(redirect_uri);
  const caution = '. Continue only if you started it yourself.';
  switch (redirect_to) {
    case 'website':
      return soft('You will be sent to ', isolated(host), '.');
    // RFC 8252 §8.6: nothing proves which app on this device receives the answer.
    case 'this_device':
      return warning('This app runs on your device (', isolated(host), ')', caution);
    case 'app':
      return warning('You will be sent to the app on your device that opens ', isolated(protocol), ' links', caution);
  }
};

const buttons = () =>
  element(
    'div',
    { className: 'choice' },
    element('button', { value: 'deny' }, 'Deny'),
    element('button', { value: 'allow', className: 'allow' }, 'Allow'),
  );

const status = () =>
  element('p', { className: 'soft', role: 'status', hidden: true }, 'Please wait. You are being sent back to the app.');

const unexpectedError =
  'The server did not respond as expected. Check your connection and try again. If that does not help, go back to the app and start again.';

/** @param {unknown} error */
const errorMessage = (error) =>
  error instanceof ConsentError
    ? [warning(error.message), soft(element('code', {}, error.code))]
    : [warning(unexpectedError)];

/** Shows a message in the alert of the page. No message clears it. @param {readonly Node[]} message */
const showAlert = (...message) => document.querySelector('[role=alert]')?.replaceChildren(...message);

// 4. The user's answer

/** @param {HTMLFormElement} form @param {boolean} isWaiting */
const setWaiting = (form, isWaiting) => {
  for (const button of form.querySelectorAll('button')) button.disabled = isWaiting;
  for (const status of form.querySelectorAll('p[role=status]')) status.toggleAttribute('hidden', !isWaiting);
};

/**
 * Follows the answer to the client. An app that is not trusted gets an error only if the user follows a link (RFC 9700
 * §4.11.2).
 *
 * @param {HTMLFormElement} form
 * @param {string} redirectUri
 * @param {ConsentRequest} request
 */
const follow = (form, redirectUri, request) => {
  const { host, protocol, searchParams } = new URL(redirectUri);
  if (request.trusted || searchParams.has('code')) return location.assign(redirectUri);
  const place = request.redirect_to === 'app' ? protocol : host;
  const link = element('a', { href: redirectUri, rel: 'noreferrer' }, `Back to ${place}`);
  document.querySelector('h1')?.replaceChildren('You did not allow this app');
  form.replaceWith(element('p', {}, 'Follow the link only if you trust it.'), element('p', {}, link));
};

/** @param {HTMLFormElement} form @param {GrantRequest} answer @param {ConsentRequest} request */
const sendAnswer = async (form, answer, request) => {
  setWaiting(form, true);
  showAlert();
  try {
    const headers = { 'content-type': 'application/json' };
    /** @type {GrantResponse} */
    const { redirect_uri } = await fetchJson('/oauth/grants', {
      method: 'POST',
      headers,
      body: JSON.stringify(answer),
    });
    follow(form, redirect_uri, request);
  } catch (error) {
    showAlert(...errorMessage(error));
    if (isFinal(error)) form.remove();
    else setWaiting(form, false);
  }
};

/** @param {HTMLFormElement} form */
const chosenScope = (form) =>
  Array.from(form.querySelectorAll('input'))
    .filter(({ checked }) => checked)
    .map(({ value }) => value)
    .join(' ');

// 5. The page

/** @param {ConsentRequest} request @param {string} consent_token */
const consentForm = (request, consent_token) => {
  const parts = [
    signedInAs(request),
    ...origin(request),
    publisher(request),
    element('p', {}, 'This app asks to:'),
    scopeList(request),
    destination(request),
  ];
  const form = element('form', {}, ...parts, buttons(), status());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const allowed = event.submitter instanceof HTMLButtonElement && event.submitter.value === 'allow';
    const choice = hasChoice(request) ? { scope: chosenScope(form) } : {};
    void sendAnswer(form, { allowed, consent_token, ...choice }, request);
  });
  return form;
};

/** @param {ConsentRequest} request @param {string} consentToken */
const showRequest = (request, consentToken) => {
  document.title = request.trusted ? `Allow ${printable(request.name)}?` : 'Allow an app?';
  document.querySelector('h1')?.replaceChildren('Allow ', ...subject(request), ' to use your account?');
  document.querySelector('main')?.append(consentForm(request, consentToken));
};

const consentToken = new URLSearchParams(location.search).get('consent_token') ?? '';
try {
  if (consentToken === '')
    throw new ConsentError({
      error: 'consent_token_missing',
      error_description: 'The address of this page is incomplete. Go back to the app and start again.',
    });
  /** @type {ConsentDetails} */
  const { data } = await fetchJson(`/oauth/consent/${encodeURIComponent(consentToken)}`);
  showRequest(data, consentToken);
} catch (error) {
  document.querySelector('h1')?.replaceChildren('This request cannot be shown');
  showAlert(...errorMessage(error));
}
