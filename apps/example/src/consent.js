/**
 * The script of a consent page such as an operator with a front end of their own would write. It runs in the browser as it
 * stands here, and uses nothing but what the browser has.
 *
 * @import { ConsentDetails, ErrorResponse, GrantRequest, GrantResponse } from '@codegrant/core'
 * @typedef {ConsentDetails['data']} Question
 * @typedef {Question['requested_scopes'][number]} Scope
 */

/** An error that the server told. */
class Refused extends Error {
  /** @param {ErrorResponse} told */
  constructor({ error, error_description }) {
    super(error_description);
    this.code = error;
  }
}

/**
 * The browser sends the cookies of this origin along by itself.
 *
 * @param {string} path
 * @param {RequestInit} [request]
 */
const ask = async (path, request) => {
  const response = await fetch(path, request);
  const body = await response.json();
  if (response.ok) return body;
  // What stands between the browser and the server may answer too, and in words of its own.
  throw typeof body.error_description === 'string'
    ? new Refused(body)
    : new Error(`${path} answers ${response.status}`);
};

/**
 * Names are written by strangers: control characters have no place in them, and marks that turn the direction of text can make
 * one name look like another.
 *
 * @param {string} text
 */
const printable = (text) => text.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '\uFFFD');

/**
 * An element with these children. A string becomes text, whatever it says: nothing on this page is ever read as HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string | boolean>>} properties
 * @param {readonly (Node | string)[]} children
 */
const element = (tag, properties, ...children) => {
  const made = document.createElement(tag);
  Object.assign(made, properties);
  made.append(...children.map((child) => (typeof child === 'string' ? printable(child) : child)));
  return made;
};

/** @param {string} name */
const isolated = (name) => element('bdi', {}, name);

/** @param {readonly (Node | string)[]} children */
const soft = (...children) => element('p', { className: 'soft' }, ...children);

/** @param {readonly (Node | string)[]} children */
const warning = (...children) => element('p', { className: 'warn' }, ...children);

/** @param {Question} question */
const signedInAs = ({ signed_in_as }) => soft('You are signed in as ', isolated(signed_in_as), '.');

/** Who publishes the client, and whether that is known or only said. @param {Question} question */
const publisher = ({ client_uri, verified }) => {
  if (client_uri === null) return soft(`This site has ${verified ? '' : 'not '}verified who publishes it.`);
  const host = isolated(new URL(client_uri).host);
  return verified
    ? soft('It is published by ', host, ', which this site has verified.')
    : soft('It says that it is published by ', host, '. This site has not verified that.');
};

/** @param {Scope} scope */
const described = ({ description }) => (description === null ? [] : [element('span', {}, description)]);

/** @param {Scope} scope */
const line = (scope) => element('li', {}, scope.name, ...described(scope));

/** A scope with a box to leave it out by. One that is required is locked. @param {Scope} scope */
const choosableLine = (scope) => {
  const { id, name, required } = scope;
  const box = element('input', { type: 'checkbox', name: 'scope', value: id, checked: true, disabled: required });
  const needed = required ? [' ', element('em', {}, '(required)')] : [];
  return element(
    'li',
    {},
    element('label', { className: 'scope' }, box, element('bdi', {}, name, ...needed, ...described(scope))),
  );
};

/**
 * Where there is one scope, or none that could be left out, the buttons are all the choice that there is.
 *
 * @param {Question} question
 */
const isChoice = ({ requested_scopes: scopes }) => scopes.length > 1 && scopes.some(({ required }) => !required);

/** @param {Question} question */
const scopeList = (question) =>
  element('ul', {}, ...question.requested_scopes.map(isChoice(question) ? choosableLine : line));

/** Where the answer goes, in the part of the redirect URI that tells who gets it. @param {Question} question */
const destination = ({ redirect_uri }) => {
  const { protocol, hostname, host } = new URL(redirect_uri);
  const caution = '. Go on only if you started it yourself.';
  if (!/^https?:$/.test(protocol))
    return warning('The answer goes to the app on this device that opens ', isolated(protocol), ' addresses', caution);
  // RFC 8252 §8.6: nothing proves which program on this device listens there.
  if (/^(?:127\.0\.0\.1|\[::1\]|localhost)$/.test(hostname))
    return warning('The answer goes to a program on this device (', isolated(host), ')', caution);
  return soft('You will be sent to ', isolated(host), '.');
};

const noAnswer =
  'The server did not answer as it should. Check your connection and try again; if that does not help, go back to the app and start again.';

/** @param {unknown} error */
const explain = (error) =>
  error instanceof Refused ? [warning(error.message), soft(element('code', {}, error.code))] : [warning(noAnswer)];

/** A question that was refused stays refused; one that did not get through may be answered again. @param {unknown} error */
const isFinal = (error) => error instanceof Refused && error.code !== 'server_error';

/** @param {readonly Node[]} problem */
const alertTo = (problem) => document.querySelector('[role=alert]')?.replaceChildren(...problem);

/** @param {HTMLFormElement} form @param {boolean} isWaiting */
const setWaiting = (form, isWaiting) => {
  for (const button of form.querySelectorAll('button')) button.disabled = isWaiting;
  for (const status of form.querySelectorAll('p[role=status]')) status.toggleAttribute('hidden', !isWaiting);
};

/** @param {HTMLFormElement} form @param {GrantRequest} given */
const answer = async (form, given) => {
  setWaiting(form, true);
  alertTo([]);
  try {
    const headers = { 'content-type': 'application/json' };
    /** @type {GrantResponse} */
    const { redirect_uri } = await ask('/oauth/grants', { method: 'POST', headers, body: JSON.stringify(given) });
    location.assign(redirect_uri);
  } catch (error) {
    alertTo(explain(error));
    if (isFinal(error)) form.remove();
    else setWaiting(form, false);
  }
};

/** @param {HTMLFormElement} form */
const chosenIn = (form) =>
  Array.from(form.querySelectorAll('input'))
    .filter(({ checked }) => checked)
    .map(({ value }) => value)
    .join(' ');

const buttons = () =>
  element(
    'div',
    { className: 'choice' },
    element('button', { value: 'deny' }, 'Deny'),
    element('button', { value: 'allow', className: 'allow' }, 'Allow'),
  );

const status = () =>
  element('p', { className: 'soft', role: 'status', hidden: true }, 'One moment: you are being sent back to the app.');

/** @param {Question} question @param {string} consent_token */
const formFor = (question, consent_token) => {
  const parts = [
    signedInAs(question),
    publisher(question),
    element('p', {}, 'This app asks to:'),
    scopeList(question),
    destination(question),
  ];
  const form = element('form', {}, ...parts, buttons(), status());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const allowed = event.submitter instanceof HTMLButtonElement && event.submitter.value === 'allow';
    const choice = isChoice(question) ? { scope: chosenIn(form) } : {};
    void answer(form, { allowed, consent_token, ...choice });
  });
  return form;
};

/** @param {Question} question @param {string} consentToken */
const show = (question, consentToken) => {
  document.title = `Allow ${printable(question.name)}?`;
  document.querySelector('h1')?.replaceChildren('Allow ', isolated(question.name), ' to use your account?');
  document.querySelector('main')?.append(formFor(question, consentToken));
};

const consentToken = new URLSearchParams(location.search).get('consent_token') ?? '';
try {
  if (consentToken === '')
    throw new Refused({
      error: 'consent_token_missing',
      error_description: 'There is no question in the address of this page. Go back to the app and start again.',
    });
  /** @type {ConsentDetails} */
  const { data } = await ask(`/oauth/consent/${encodeURIComponent(consentToken)}`);
  show(data, consentToken);
} catch (error) {
  document.querySelector('h1')?.replaceChildren('The question can not be shown');
  alertTo(explain(error));
}
