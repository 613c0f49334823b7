import { authorizationRequestSchema } from '@codegrant/core/internal';
import type { Operation } from './document.ts';
import { parametersOf } from './json-schema.ts';
import { errors, form, json, jsonResponse, page, pages, redirect } from './responses.ts';

const security = [] as const;

const toClient = 'To the client with a code or an error, to sign-in, or to a consent page of the operator’s own';

/** A browser brings an authorization request in the query. */
export const authorizeByGet: Operation = {
  operationId: 'authorize',
  summary: 'Authorization endpoint',
  description: 'RFC 6749 §3.1, for the authorization code grant with PKCE (RFC 7636).',
  parameters: parametersOf(authorizationRequestSchema),
  responses: {
    200: page('The consent page'),
    302: redirect(toClient),
    ...pages(400, 404),
    414: page('The request is too long'),
    ...pages(422, 500),
  },
  security,
};

/** A browser brings an authorization request in a form. */
export const authorizeByPost: Operation = {
  operationId: 'authorizeByForm',
  summary: 'Authorization endpoint, for a posted form',
  description: 'The same as by GET. Nothing may stand in the query besides.',
  requestBody: { required: true, content: form('AuthorizationRequest') },
  responses: { 200: page('The consent page'), 303: redirect(toClient), ...pages(400, 404, 413, 415, 422, 500) },
  security,
};

/** The form of the consent page. */
export const answerConsent: Operation = {
  operationId: 'answerConsent',
  summary: 'The owner’s answer on the consent page',
  description: 'Only the owner who was asked can answer, once, as long as the question has not expired.',
  requestBody: { required: true, content: form('ConsentForm') },
  responses: {
    303: redirect('To the client with a code or an error'),
    ...pages(400, 403, 404, 413, 415, 422, 500),
  },
  security,
};

/** What a consent page of the operator's own is told. */
export const readConsent: Operation = {
  operationId: 'readConsent',
  summary: 'What a consent page of the operator’s own asks',
  description:
    'Only for the owner who is asked, by the session of the browser. It can be read until it expires, and reading it grants nothing.',
  parameters: [
    {
      name: 'consent_token',
      in: 'path',
      required: true,
      description: 'The consent_token that the consent page was called with.',
      schema: { type: 'string' },
    },
  ],
  responses: { 200: jsonResponse('What is asked', 'ConsentDetails'), ...errors(400, 403, 404, 422, 500) },
  security,
};

/** What a consent page of the operator's own tells. */
export const grant: Operation = {
  operationId: 'grant',
  summary: 'The owner’s answer on a consent page of the operator’s own',
  description:
    'Only the owner who was asked can answer, by the session of the browser, once, as long as the question has not expired. An error is consent_token_invalid, ' +
    'consent_token_expired, consent_token_spent or consent_token_of_another where the token is to blame.',
  requestBody: { required: true, content: json('GrantRequest') },
  responses: {
    200: jsonResponse('Where the page must send the browser', 'GrantResponse'),
    ...errors(400, 403, 404, 413, 415, 422, 500),
  },
  security,
};

/** A client brings its code. */
export const redeem: Operation = {
  operationId: 'token',
  summary: 'Token endpoint',
  description:
    'RFC 6749 §4.1.3, for the authorization code grant. A confidential client authenticates by HTTP Basic, or by client_secret in ' +
    'the form.',
  requestBody: { required: true, content: form('TokenRequest') },
  responses: {
    200: jsonResponse('Tokens', 'TokenResponse'),
    ...errors(400),
    401: jsonResponse('The client did not authenticate', 'Error'),
    ...errors(413, 415, 500),
  },
  security,
};

/** What a client can find out by itself. */
export const describe: Operation = {
  operationId: 'metadata',
  summary: 'Authorization server metadata',
  description: 'RFC 8414 §3.',
  responses: { 200: jsonResponse('What this server supports', 'Metadata'), ...errors(500) },
  security,
};
