import type { Content, Response, SchemaRef } from './document.ts';

/** The names of the document's own schemas. */
export type SchemaName =
  | 'ConsentDetails'
  | 'ConsentForm'
  | 'AuthorizationRequest'
  | 'Error'
  | 'GrantRequest'
  | 'GrantResponse'
  | 'Metadata'
  | 'TokenRequest'
  | 'TokenResponse';

const ref = (name: SchemaName): SchemaRef => ({ $ref: `#/components/schemas/${name}` });

/** A body in JSON. */
export const json = (name: SchemaName): Content => ({ 'application/json': { schema: ref(name) } });

/** A body that is a form. */
export const form = (name: SchemaName): Content => ({ 'application/x-www-form-urlencoded': { schema: ref(name) } });

/** A page. */
export const page = (description: string): Response => ({
  description,
  content: { 'text/html': { schema: { type: 'string' } } },
});

/** An answer in JSON. */
export const jsonResponse = (description: string, name: SchemaName): Response => ({
  description,
  content: json(name),
});

/** An answer that takes the browser elsewhere. */
export const redirect = (description: string): Response => ({
  description,
  headers: { Location: { required: true, schema: { type: 'string' } } },
});

const what = {
  400: 'The request can not be read, or must not be answered',
  403: 'The question was put to somebody else',
  404: 'No client is registered under the client_id',
  413: 'The body is too large',
  415: 'The body is of another type',
  422: 'The redirect_uri is not one of the client',
  500: 'Something that the server depends on does not work',
} as const;

type Status = keyof typeof what;

const each = (statuses: readonly Status[], make: (description: string) => Response): Record<string, Response> =>
  Object.fromEntries(statuses.map((status) => [status, make(what[status])]));

/** Refusals that are pages. */
export const pages = (...statuses: readonly Status[]): Readonly<Record<string, Response>> => each(statuses, page);

/** Errors in JSON. */
export const errors = (...statuses: readonly Status[]): Readonly<Record<string, Response>> =>
  each(statuses, (description) => jsonResponse(description, 'Error'));
