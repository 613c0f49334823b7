import type { Operation, Parameter } from './document.ts';
import {
  errors,
  form,
  json,
  jsonResponse,
  page,
  pageOrRedirectPage,
  pages,
  parameters,
  prefetchedOrUnavailable,
  redirect,
  unusableConsentToken,
} from './responses.ts';

const security = [] as const;

const toClient =
  'To the client with a code or an error, to the sign-in page, or to a consent page hosted by the operator';

const consentOrRedirect = 'The consent page. After sign-in, it may be a page that redirects the browser automatically';

/** An authorization request in a query. */
export const authorizeByGet = (parameters: readonly Parameter[]): Operation => ({
  operationId: 'authorize',
  summary: 'Authorization endpoint',
  description: 'RFC 6749 §3.1, for the authorization code grant with PKCE (RFC 7636).',
  parameters,
  responses: {
    200: page(consentOrRedirect),
    302: redirect(toClient),
    ...pages(400, 404, 414, 422, 500),
    503: prefetchedOrUnavailable,
  },
  security,
});

/** An authorization request in a posted form. */
export const authorizeByPost: Operation = {
  operationId: 'authorizeByForm',
  summary: 'Authorization endpoint, for a posted form',
  description: 'The same as by GET, with all parameters in the form and none in the query.',
  requestBody: { required: true, content: form('AuthorizationRequest') },
  responses: {
    200: page(consentOrRedirect),
    303: redirect(toClient),
    ...pages(400, 404, 413, 415, 422, 500),
    503: prefetchedOrUnavailable,
  },
  security,
};

/** The answer, from the server's own consent page. */
export const answerConsent: Operation = {
  operationId: 'answerConsent',
  summary: 'Answer of the resource owner, from the consent page',
  description:
    'Only the resource owner who was asked can answer, until the consent token expires. The same answer can be sent again.',
  requestBody: { required: true, content: form('ConsentForm') },
  responses: {
    200: pageOrRedirectPage(
      'Sends the browser to the client with a code or an error, or to the sign-in page. ' +
        'Or the consent page again, if the request is for another default resource than the user was asked about',
    ),
    ...pages(400, 403, 404, 413, 415, 422, 500, 503),
  },
  security,
};

/** The details of a consent request, for a consent page hosted by the operator. */
export const readConsent: Operation = {
  operationId: 'readConsent',
  summary: 'Details of a consent request, for a consent page hosted by the operator',
  description:
    'Only for the resource owner who was asked, identified by the session of the browser or by a token of the operator. ' +
    'The consent token can be read until it expires. Reading it grants nothing.',
  parameters: [
    {
      name: 'consent_token',
      in: 'path',
      required: true,
      description: 'The consent_token in the URL of the consent page.',
      schema: { type: 'string' },
    },
  ],
  responses: {
    200: jsonResponse('The details of the consent request', 'ConsentDetails'),
    ...errors(400, 403, 404, 500, 503),
    422: unusableConsentToken,
  },
  security,
};

/** The answer, from a consent page hosted by the operator. */
export const grant: Operation = {
  operationId: 'grant',
  summary: 'Answer of the resource owner, from a consent page hosted by the operator',
  description:
    'Only the resource owner who was asked can answer, identified by the session of the browser or by a token of the operator. ' +
    'The same answer can be sent again until the consent token expires. ' +
    'Its errors are consent_token_invalid, consent_token_expired, consent_token_spent and consent_token_of_another.',
  requestBody: { required: true, content: json('GrantRequest') },
  responses: {
    200: jsonResponse('The URL to which the page must send the browser', 'GrantResponse'),
    ...errors(400, 403, 404, 413, 415, 500, 503),
    422: unusableConsentToken,
  },
  security,
};

/** A client redeems its code. */
export const redeem = (requestTypes: readonly ('form' | 'json')[]): Operation => ({
  operationId: 'token',
  summary: 'Token endpoint',
  description:
    'RFC 6749 §4.1.3, for the authorization code grant, and §6, for refresh tokens if the policy issues them. ' +
    'With client_credentials (§4.4), if the policy supports it, a client gets an access token for itself. ' +
    'A confidential client authenticates by HTTP Basic or by client_secret in the body.',
  requestBody: { required: true, content: parameters('TokenRequest', requestTypes) },
  responses: {
    200: jsonResponse('Tokens', 'TokenResponse'),
    ...errors(400, 401, 413, 415, 500, 503),
  },
  security,
});

/** Metadata, with which clients configure themselves. */
export const describe: Operation = {
  operationId: 'metadata',
  summary: 'Authorization server metadata',
  description: 'RFC 8414 §3.',
  responses: { 200: jsonResponse('The metadata of this server', 'Metadata'), ...errors(500) },
  security,
};
