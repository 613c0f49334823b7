import type { Policy, Reply } from '@codegrant/core';
import { httpRules } from '@codegrant/core/internal';
import { type Route, routesOf } from './endpoints/routes.ts';
import { brokenRule, type Tell, tellOf } from './events/events.ts';
import { preflightReply, withCors } from './http/cors.ts';
import { type HttpRequest, splitTarget } from './http/http-request.ts';
import { type Parts, partsOf } from './options/parts.ts';
import { type ServedPaths, servedPaths } from './options/paths.ts';
import type { ServerOptions } from './options/server-options.ts';

/** What an adapter mounts. */
export interface Handler<Context> {
  /**
   * Answers a request. Never rejects: an outage becomes an answer too, and goes to the `report` port.
   *
   * @returns `undefined` for a path that is not the server's own
   */
  readonly handle: (request: HttpRequest<Context>) => Promise<Reply | undefined>;
}

/** A handler that names its paths, as adapters need that mount each path by itself. */
export interface PathHandler<Context> extends Handler<Context> {
  /** Whole paths, each under a name for messages. One that ends in `/*` stands for all that is under it. */
  readonly paths: Readonly<Record<string, string>>;
}

/** An authorization server that any adapter can mount. */
export interface AuthorizationServer<Context> extends PathHandler<Context> {
  readonly policy: Policy;
  readonly paths: ServedPaths;
}

const methodRefused = <Context>(route: Route<Context>, parts: Parts<Context>, tell: Tell): Reply => {
  const rule = httpRules.methodServed;
  tell({ kind: 'refused', status: rule.verdict.status, ...brokenRule(rule) });
  const { status, headers, body } = route.refuse(rule, parts, tell);
  return { status, headers: { ...headers, allow: route.methods.join(', ') }, body };
};

const outage = <Context>(route: Route<Context>, cause: unknown, parts: Parts<Context>, tell: Tell): Reply => {
  tell({ kind: 'failed', cause });
  return route.refuse(httpRules.serverWorks, parts, tell);
};

const answer = async <Context>(
  route: Route<Context>,
  request: HttpRequest<Context>,
  parts: Parts<Context>,
): Promise<Reply> => {
  const { methods, cors } = route;
  const tell = tellOf(route.endpoint, parts);
  if (request.method === 'OPTIONS' && cors !== undefined) return preflightReply(methods);
  if (!methods.includes(request.method)) return methodRefused(route, parts, tell);
  try {
    return await route.answer(request, parts, tell);
  } catch (cause) {
    return outage(route, cause, parts, tell);
  }
};

/**
 * An authorization server over your users, clients and storage.
 *
 * @throws {InvalidSettings} or {RangeError} that names every option that can not be worked with
 * @example
 * const server = createAuthorizationServer({
 *   policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } }, defaultScope: ['read'] },
 *   clients: { find: () => undefined },
 *   owner: { identify: () => undefined },
 *   tokens: memoryTokens(),
 *   consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
 * });
 */
export const createAuthorizationServer = <Context>(options: ServerOptions<Context>): AuthorizationServer<Context> => {
  const parts = partsOf(options);
  const paths = servedPaths(parts.paths, parts.policy.issuer, parts.surface.consentUrl);
  const routeOf = routesOf(parts, paths);
  return {
    policy: parts.policy,
    paths,
    handle: async (request) => {
      const route = routeOf(splitTarget(request.target).path);
      return route === undefined ? undefined : withCors(await answer(route, request, parts), route.cors);
    },
  };
};
