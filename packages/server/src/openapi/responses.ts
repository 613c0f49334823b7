import type { RequestType } from '../options/request-types.ts';
import type { Content, Header, Response, SchemaRef } from './document.ts';

/** The names of the schemas in the document. */
export type SchemaName =
  | 'ConsentDetails'
  | 'ConsentForm'
  | 'AuthorizationRequest'
  | 'Error'
  | 'GrantRequest'
  | 'GrantResponse'
  | 'IntrospectionResponse'
  | 'Metadata'
  | 'PresentedToken'
  | 'JsonWebKeySet'
  | 'OAuthClient'
  | 'OAuthClientChange'
  | 'OAuthClientCreation'
  | 'OAuthClientError'
  | 'OAuthClientList'
  | 'OAuthGrant'
  | 'OAuthGrantList'
  | 'RegistrationError'
  | 'RegistrationRequest'
  | 'RegistrationResponse'
  | 'TokenRequest'
  | 'TokenResponse';

const ref = (name: SchemaName): SchemaRef => ({ $ref: `#/components/schemas/${name}` });

/** A JSON body. */
export const json = (name: SchemaName): Content => ({ 'application/json': { schema: ref(name) } });

/** A form body. */
export const form = (name: SchemaName): Content => ({ 'application/x-www-form-urlencoded': { schema: ref(name) } });

/** Parameters in a form or, if the endpoint reads JSON too, in JSON. */
export const parameters = (name: SchemaName, types: readonly RequestType[]): Content => ({
  ...form(name),
  ...(types.includes('json') ? json(name) : {}),
});

/** An HTML page. */
export const page = (description: string): Response => ({
  description,
  content: { 'text/html': { schema: { type: 'string' } } },
});

/** A JSON answer. */
export const jsonResponse = (description: string, name: SchemaName): Response => ({
  description,
  content: json(name),
});

/** A redirect. */
export const redirect = (description: string): Response => ({
  description,
  headers: { Location: { required: true, schema: { type: 'string' } } },
});

/** A page that redirects the browser automatically, or another page. */
export const pageOrRedirectPage = (description: string): Response => ({
  ...page(description),
  headers: { Refresh: { required: false, schema: { type: 'string' } } },
});

const descriptions = {
  400: 'The request is invalid',
  401: 'Client authentication failed',
  403: 'The consent token was made for another user',
  404: 'No client is registered under the client_id',
  413: 'The body is too large',
  414: 'The request is too long',
  415: 'The body has the wrong media type',
  422: 'The redirect_uri is not registered for the client',
  429: 'The caller reached a limit of the server',
  500: 'The server failed, or something that it depends on',
  503: 'The server is temporarily unavailable, or something that it depends on',
} as const;

const retryAfter = (required: boolean): Readonly<Record<string, Header>> => ({
  'Retry-After': {
    required,
    description: 'When to send the request again, in seconds from now',
    schema: { type: 'integer' },
  },
});

type Status = keyof typeof descriptions;

const responseFor = (status: Status, make: (description: string) => Response): Response => {
  const response = make(descriptions[status]);
  return status === 429 || status === 503 ? { ...response, headers: retryAfter(true) } : response;
};

const responsesFor = (statuses: readonly Status[], make: (description: string) => Response): Record<string, Response> =>
  Object.fromEntries(statuses.map((status) => [status, responseFor(status, make)]));

/** Errors as pages. */
export const pages = (...statuses: readonly Status[]): Readonly<Record<string, Response>> =>
  responsesFor(statuses, page);

/** Errors as JSON. */
export const errors = (...statuses: readonly Status[]): Readonly<Record<string, Response>> =>
  responsesFor(statuses, (description) => jsonResponse(description, 'Error'));

/** The error with the status 422 of the endpoints that a consent page hosted by the operator calls. */
export const unusableConsentToken: Response = jsonResponse(
  `The consent token is invalid or expired, or the user already made a different decision. Or: ${descriptions[422]}`,
  'Error',
);

/** The error with the status 401 of the list of grants. */
export const ownerUnknown: Response = jsonResponse('The request identifies no user', 'Error');

/** The error with the status 404 of a grant. */
export const grantUnknown: Response = jsonResponse(
  'The user has no such grant. The grant may have been revoked, or may have expired',
  'Error',
);

/** The error with the status 401 of the management of clients. */
export const managerUnknown: Response = jsonResponse('The request does not identify a manager of clients', 'Error');

/** The error with the status 404 of one client. */
export const clientUnknown: Response = jsonResponse(
  'The organization has no such client. The client may have been deleted',
  'Error',
);

/** The error with the status 422 of the management of clients. */
export const clientInvalid: Response = jsonResponse('The client is invalid', 'OAuthClientError');

/** The errors of the registration endpoint that are not those of every endpoint. */
export const registrationErrors: Readonly<Record<string, Response>> = {
  400: jsonResponse('The metadata of the client is invalid', 'RegistrationError'),
  401: jsonResponse('The request needs a valid initial access token', 'RegistrationError'),
  403: jsonResponse('The server does not accept the client', 'RegistrationError'),
};

/** The page with the status 503 of the authorization endpoint. A prefetched request is not to be sent again by itself. */
export const prefetchedOrUnavailable: Response = {
  ...page(`The browser prefetches the request. Or: ${descriptions[503]}`),
  headers: retryAfter(false),
};
