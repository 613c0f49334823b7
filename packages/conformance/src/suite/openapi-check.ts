import type { OpenApiDocument, Operation, PathItem, Response } from '@codegrant/server/openapi';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { WireRequest, WireResponse } from '../wire/send.ts';

/** Validates a response against an OpenAPI document. Throws if the document does not describe it. */
export type OpenApiCheck = (request: WireRequest, response: WireResponse) => void;

const pathOf = (target: string): string => target.replace(/^[a-z]+:\/\/[^/]*/, '').replace(/[?#].*$/s, '');

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);

const matches = (template: string, path: string): boolean =>
  new RegExp(`^${escapeRegExp(template).replaceAll(/\{[^}]*\}/g, '[^/]*')}$`).test(path);

const itemOf = ({ paths }: OpenApiDocument, path: string): PathItem | undefined =>
  paths[path] ?? Object.entries(paths).find(([template]) => matches(template, path))?.[1];

const operationOf = ({ get, post, put, delete: remove }: PathItem, method: string): Operation | undefined => {
  switch (method) {
    // RFC 9110 §9.3.2: HEAD is GET without the body.
    case 'GET':
    case 'HEAD':
      return get;
    case 'POST':
      return post;
    case 'PUT':
      return put;
    case 'DELETE':
      return remove;
    default:
      return undefined;
  }
};

const isPreflight = ({ method }: WireRequest, { status }: WireResponse): boolean =>
  method === 'OPTIONS' && status === 204;

const typeOf = ({ headers }: WireResponse): string => (headers['content-type'] ?? '').replace(/ *;.*$/, '');

const allowed = ({ headers }: WireResponse): readonly string[] => (headers['allow'] ?? '').split(/ *, */);

/**
 * Creates a check against a document.
 *
 * @param basePath what a proxy may have removed from the paths of the document
 */
export const openApiCheck = (document: OpenApiDocument, basePath = ''): OpenApiCheck => {
  const ajv = new Ajv2020({ strict: false, formats: fullFormats }).addSchema({ ...document }, 'openapi');

  const checkJson = (schema: object, body: string, what: string): void => {
    const reference = '$ref' in schema ? { $ref: `openapi${String(schema.$ref)}` } : schema;
    const value: unknown = JSON.parse(body);
    if (!ajv.validate(reference, value))
      throw new Error(`${what}: the body does not match its schema: ${ajv.errorsText()}`);
  };

  const checkBody = ({ content }: Response, { method }: WireRequest, response: WireResponse, what: string): void => {
    if (method === 'HEAD') return;
    if (content === undefined) {
      if (response.body !== '') throw new Error(`${what}: a body is sent, but none is described.`);
      return;
    }
    const described = content[typeOf(response)];
    if (described === undefined) throw new Error(`${what}: the type ${typeOf(response)} is not described.`);
    if (typeOf(response) === 'application/json') checkJson(described.schema, response.body, what);
  };

  return (request, response) => {
    const path = pathOf(request.target);
    const item = itemOf(document, path) ?? itemOf(document, basePath + path);
    if (item === undefined || isPreflight(request, response)) return;
    const what = `${request.method} ${path} ${response.status}`;
    const described = operationOf(item, request.method)?.responses[response.status];
    // OpenAPI describes only supported methods. HEAD can be refused although GET is supported.
    if (response.status === 405 && !allowed(response).includes(request.method)) return;
    if (described === undefined) throw new Error(`${what}: this response is not described.`);
    for (const [name, { required }] of Object.entries(described.headers ?? {}))
      if (required && response.headers[name.toLowerCase()] === undefined)
        throw new Error(`${what}: ${name} is missing.`);
    checkBody(described, request, response, what);
  };
};
