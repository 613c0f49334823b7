import { jsonReply, type Reply } from '@codegrant/core';
import { anyOrigin, preflightReply, withCors } from './cors.ts';
import { type HttpRequest, splitTarget } from './http-request.ts';
import { notFound } from './plain-replies.ts';

/** The documents that clients look for about a server: OpenID Connect Discovery §4, RFC 9728 §3, RFC 8414 §3. */
export const discoveryNames = [
  'openid-configuration',
  'oauth-protected-resource',
  'oauth-authorization-server',
] as const;

/** The path of an issuer may be behind or before. */
const discovery = new RegExp(`^(?:/.*)?/\\.well-known/(?:${discoveryNames.join('|')})(?:/.*)?$`);

/** Whether clients look for a document about a server at this path. */
export const isDiscovery = (path: string): boolean => discovery.test(path);

/** The answer to a client that looks for a document that does not exist. Any page may read it: there is nothing in it. */
export const noDocumentReply = (request: Pick<HttpRequest<unknown>, 'method' | 'header'>): Reply => {
  const reply =
    request.method === 'OPTIONS'
      ? preflightReply(['GET', 'HEAD'], request)
      : jsonReply(404, { error: 'not_found', error_description: 'This server has no document here.' });
  return withCors(reply, anyOrigin, request);
};

/**
 * The answer of an adapter to a path that nothing else in the app serves. A client in a page that looks for a document
 * about the server sees a 404. Without CORS headers it would see a network error.
 */
export const notFoundReply = <Context>(request: HttpRequest<Context>): Reply =>
  isDiscovery(splitTarget(request.target).path) ? noDocumentReply(request) : notFound;
