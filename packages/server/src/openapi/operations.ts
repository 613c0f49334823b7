import type { RequestType } from '../options/request-types.ts';
import type { Operation, Parameter } from './document.ts';
import {
  clientInvalid,
  clientUnknown,
  errors,
  form,
  grantUnknown,
  json,
  jsonResponse,
  managerUnknown,
  ownerUnknown,
  page,
  pageOrRedirectPage,
  pages,
  parameters,
  prefetchedOrUnavailable,
  registrationErrors,
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
    ...pages(400, 404, 414, 422, 429, 500),
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
    ...pages(400, 404, 413, 415, 422, 429, 500),
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
    ...pages(400, 403, 404, 413, 415, 422, 429, 500, 503),
  },
  security,
};

/** The details of a consent request, for a consent page hosted by the operator. */
export const readConsent: Operation = {
  operationId: 'readConsent',
  summary: 'Details of a consent request, for a consent page hosted by the operator',
  description:
    'Only for the resource owner who was asked, identified by the session of the browser or by a token of the operator. ' +
    'The details can be read until the consent token expires. To read the details grants nothing.',
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
    ...errors(400, 403, 404, 429, 500, 503),
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
    ...errors(400, 403, 404, 413, 415, 429, 500, 503),
    422: unusableConsentToken,
  },
  security,
};

/** The grants of the user. */
export const listGrants = (parameters: readonly Parameter[]): Operation => ({
  operationId: 'listGrants',
  summary: 'List of the grants of a user',
  description:
    'What the user allowed to clients, the newest first. The user is identified by the session of the browser or by a token of the operator. ' +
    'Revoked and expired grants are left out.',
  parameters,
  responses: {
    200: jsonResponse('A page of grants', 'OAuthGrantList'),
    401: ownerUnknown,
    ...errors(400, 429, 500, 503),
  },
  security,
});

const ofOneGrant = {
  parameters: [
    {
      name: 'id',
      in: 'path',
      required: true,
      description: 'The identifier of the grant.',
      schema: { type: 'string' },
    },
  ],
  responses: {
    200: jsonResponse('The grant', 'OAuthGrant'),
    401: ownerUnknown,
    404: grantUnknown,
    ...errors(429, 500, 503),
  },
  security,
} as const;

/** One grant of the user. */
export const readGrant: Operation = {
  operationId: 'readGrant',
  summary: 'A grant of a user',
  description: 'Only for the user who allowed it, identified as for the list.',
  ...ofOneGrant,
};

/** The user revokes a grant. */
export const revokeGrant: Operation = {
  operationId: 'revokeGrant',
  summary: 'Revocation of a grant by its user',
  description:
    'Only for the user who allowed it, identified as for the list. Its refresh tokens and access tokens are revoked, and what the user ' +
    'allowed to the client is forgotten, so the client must ask again. The response contains the revoked grant. A body is ignored.',
  ...ofOneGrant,
};

/** The clients of an organization. */
export const listClients = (parameters: readonly Parameter[]): Operation => ({
  operationId: 'listClients',
  summary: 'List of the clients of an organization',
  description:
    'The clients that match every filter, the oldest first. The operator decides who may manage clients, by a token of the operator.',
  parameters,
  responses: {
    200: jsonResponse('A page of clients', 'OAuthClientList'),
    401: managerUnknown,
    ...errors(400, 429, 500, 503),
  },
  security,
});

/** A new client. */
export const createClient: Operation = {
  operationId: 'createClient',
  summary: 'Creation of a client',
  description:
    'The server chooses the client_id, and the secret of a confidential client. No other response contains the secret.',
  requestBody: { required: true, content: json('OAuthClientCreation') },
  responses: {
    201: jsonResponse('The created client', 'OAuthClient'),
    401: managerUnknown,
    422: clientInvalid,
    ...errors(400, 413, 415, 429, 500, 503),
  },
  security,
};

const ofOneClient = {
  parameters: [
    {
      name: 'id',
      in: 'path',
      required: true,
      description: 'The client_id.',
      schema: { type: 'string' },
    },
  ],
  security,
} as const;

const ofManager = { 401: managerUnknown, 404: clientUnknown } as const;

/** One client. */
export const readClient: Operation = {
  operationId: 'readClient',
  summary: 'A client of an organization',
  description: 'Only for who may manage the clients of the organization. The response has no secret.',
  ...ofOneClient,
  responses: { 200: jsonResponse('The client', 'OAuthClient'), ...ofManager, ...errors(429, 500, 503) },
};

/** A change of a client. */
export const changeClient: Operation = {
  operationId: 'changeClient',
  summary: 'Change of a client',
  description: 'Members that the request does not have stay as they are. null removes a URI.',
  ...ofOneClient,
  requestBody: { required: true, content: json('OAuthClientChange') },
  responses: {
    200: jsonResponse('The changed client', 'OAuthClient'),
    ...ofManager,
    422: clientInvalid,
    ...errors(400, 413, 415, 429, 500, 503),
  },
};

/** The deletion of a client. */
export const deleteClient: Operation = {
  operationId: 'deleteClient',
  summary: 'Deletion of a client',
  description: 'The client can use no code, secret and refresh token from then on. A body is ignored.',
  ...ofOneClient,
  responses: { 204: { description: 'The client is deleted' }, ...ofManager, ...errors(429, 500, 503) },
};

/** A client redeems its code. */
export const redeem = (requestTypes: readonly RequestType[]): Operation => ({
  operationId: 'token',
  summary: 'Token endpoint',
  description:
    'RFC 6749 §4.1.3, for the authorization code grant, and §6, for refresh tokens if the policy issues them. ' +
    'With client_credentials (§4.4), if the policy supports it, a client gets an access token for itself. ' +
    'A confidential client authenticates by HTTP Basic or by client_secret in the body.',
  requestBody: { required: true, content: parameters('TokenRequest', requestTypes) },
  responses: {
    200: jsonResponse('Tokens', 'TokenResponse'),
    ...errors(400, 401, 413, 415, 429, 500, 503),
  },
  security,
});

/** A client revokes a token of its own. */
export const revoke = (requestTypes: readonly RequestType[]): Operation => ({
  operationId: 'revoke',
  summary: 'Revocation endpoint',
  description:
    'RFC 7009 §2. A client revokes an access token alone, or a refresh token with its grant and all tokens of the grant. ' +
    'It authenticates as at the token endpoint. The response is the same if the token is not valid, and if the token belongs to another client.',
  requestBody: { required: true, content: parameters('PresentedToken', requestTypes) },
  responses: {
    200: {
      description: 'The client has no valid token of this value any more. Clients ignore the body',
      content: { 'application/json': { schema: { type: 'object' } } },
    },
    ...errors(400, 401, 413, 415, 429, 500, 503),
  },
  security,
});

/** A client, a resource server or a user asks about a token. */
export const introspect = (requestTypes: readonly RequestType[]): Operation => ({
  operationId: 'introspect',
  summary: 'Introspection endpoint',
  description:
    'RFC 7662 §2. A confidential client asks about its own tokens, and a resource server about access tokens for its resources. ' +
    'A server may also accept a Bearer token of the operator, such as an API key: then the user to whom it belongs asks about access tokens of their own grants.',
  requestBody: { required: true, content: parameters('PresentedToken', requestTypes) },
  responses: {
    200: jsonResponse('Whether the token is active, and what the asker may know of it', 'IntrospectionResponse'),
    ...errors(400, 401, 413, 415, 429, 500, 503),
  },
  security,
});

/** A client registers itself. */
export const register: Operation = {
  operationId: 'register',
  summary: 'Registration endpoint',
  description:
    'RFC 7591 §3. A client registers itself. Members that the request does not list here are ignored. The answer has what was ' +
    'registered, which may differ from what the client asked for.',
  requestBody: { required: true, content: json('RegistrationRequest') },
  responses: {
    201: jsonResponse('The registered client', 'RegistrationResponse'),
    ...registrationErrors,
    ...errors(413, 415, 500, 503),
  },
  security,
};

/** The public keys that verify access tokens. */
export const publishKeys: Operation = {
  operationId: 'jwks',
  summary: 'Public keys of access tokens',
  description: 'RFC 7517 §5. APIs verify access tokens with these keys.',
  responses: { 200: jsonResponse('The keys of this server', 'JsonWebKeySet'), ...errors(500, 503) },
  security,
};

/** Metadata, with which clients configure themselves. */
export const describe: Operation = {
  operationId: 'metadata',
  summary: 'Authorization server metadata',
  description: 'RFC 8414 §3.',
  responses: { 200: jsonResponse('The metadata of this server', 'Metadata'), ...errors(500) },
  security,
};
