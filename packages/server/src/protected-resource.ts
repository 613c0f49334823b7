import { InvalidSettings, jsonReply, protectedResourceMetadata, protectedResourceMetadataUrl } from '@codegrant/core';
import { httpRules } from '@codegrant/core/internal';
import type { PathHandler } from './create-authorization-server.ts';
import { asJson } from './endpoints/as-json.ts';
import { outcomeReporter } from './events/report-outcome.ts';
import { anyOrigin, preflightReply, withCors } from './http/cors.ts';
import { type HttpRequest, type RequestTarget, splitTarget } from './http/http-request.ts';
import { withAllow } from './http/with-allow.ts';
import { withoutSlash } from './options/paths.ts';
import { defaultPortTimeout } from './options/port-timeout.ts';
import { systemNow } from './platform/system.ts';
import { clockOf } from './ports/clock.ts';
import { guarded } from './ports/guarded-call.ts';
import { type CheckedAccess, checkRequest } from './protected-resource/check-request.ts';
import type { ProtectedResourceOptions } from './protected-resource/protected-resource-options.ts';
import { protectedResourceProblems, requiredScopeProblems } from './protected-resource/protected-resource-problems.ts';

/** What requests to a part of an API need. */
export interface RequiredScope {
  /** The scope tokens that the access token must have, all of them. Default: none, so any valid token is enough. */
  readonly scope?: readonly string[] | undefined;
}

/**
 * Checks a request by its Authorization header. Nothing else of the request is read: a token in the query or in the body counts as
 * none. Never rejects.
 *
 * @param authorization the Authorization header. In node:http, use `headerIn`, so that a second header is seen
 */
export type AccessCheck = (authorization: string | null | undefined) => Promise<CheckedAccess>;

/** An API that clients call with an access token. As a handler, it serves the metadata of the API. */
export interface ProtectedResource extends PathHandler<unknown> {
  /** The option `resource`. */
  readonly resource: string | undefined;
  /**
   * Makes the check for requests to a part of the API. Call it once, at startup: it throws for a wrong scope.
   *
   * @throws {InvalidSettings} if the scope is malformed, or is not in `scopes`, or if there is another member than `scope`
   */
  readonly checkFor: (required?: RequiredScope) => AccessCheck;
}

const methods = ['GET', 'HEAD'];

/** Answers a request for the metadata (RFC 9728 §3.2). Clients in any page may read it: it is public. */
const metadataReply = (request: HttpRequest<unknown>, document: object) => {
  if (request.method === 'OPTIONS') return preflightReply(methods, request);
  return methods.includes(request.method)
    ? jsonReply(200, document)
    : withAllow(asJson(httpRules.methodServed), methods);
};

/** The paths of the metadata. Clients differ about a slash at the end of the resource. */
const metadataPaths = (path: string): readonly string[] => [...new Set([withoutSlash(path), path])];

/** A handler that serves the metadata, if there is any. */
const metadataHandler = (options: ProtectedResourceOptions, url: string | undefined): PathHandler<unknown> => {
  const { resource } = options;
  if (resource === undefined || url === undefined) return { paths: {}, handle: async () => undefined };
  const document = protectedResourceMetadata({ ...options, resource });
  const { path, query } = splitTarget(url);
  const paths = metadataPaths(path);
  /** RFC 9728 §3.1: the query of a resource is in the URL of its metadata too. */
  const isServed = (asked: RequestTarget): boolean =>
    paths.includes(asked.path) && (query === '' || query === asked.query);
  return {
    // An app has one handler for each of its resources, and their paths need different names.
    paths: Object.fromEntries(paths.map((each) => [each, each])),
    handle: async (request) =>
      isServed(splitTarget(request.target))
        ? withCors(metadataReply(request, document), anyOrigin, request)
        : undefined,
  };
};

/**
 * Creates the check of access tokens for an API (RFC 6750), and a handler for its metadata (RFC 9728). The functions `requireBearer` of
 * the adapters use the check.
 *
 * @throws {InvalidSettings} if options are invalid. The message names each of them
 * @example
 * const api = protectedResource({ tokens: { find: () => undefined }, resource: 'https://api.example' });
 * const check = api.checkFor({ scope: ['read'] });
 * const access = await check('Bearer mF_9.B5f-4.1JqM');
 * if (access.kind === 'refused') access.reply.status; // 401
 */
export const protectedResource = (options: ProtectedResourceOptions): ProtectedResource => {
  const problems = protectedResourceProblems(options);
  if (problems.length > 0) throw new InvalidSettings('protected resource', problems);
  const { tokens, resource, tokensWithoutResource, scopes, realm, report } = options;
  const now = clockOf('protected resource', options.now ?? systemNow);
  const find = guarded(
    'tokens.find',
    (accessToken: string) => tokens.find(accessToken),
    options.portTimeoutMilliseconds ?? defaultPortTimeout,
  );
  const resourceMetadata = resource === undefined ? undefined : protectedResourceMetadataUrl(resource);
  return {
    ...metadataHandler(options, resourceMetadata),
    resource,
    checkFor: (required = {}) => {
      const wrong = requiredScopeProblems(required, scopes);
      if (wrong.length > 0) throw new InvalidSettings('required scope', wrong);
      // A copy: what a request needs must not change with the list of the caller.
      const scope = [...(required.scope ?? [])];
      const settings = {
        required: { scope, resource, tokensWithoutResource },
        challenge: { realm, scope, resourceMetadata },
        tokens: { find },
        now,
      };
      return (authorization) =>
        checkRequest(
          authorization ?? undefined,
          settings,
          outcomeReporter('protectedResource', { report, now, consentKeys: undefined }),
        );
    },
  };
};
