import type { Policy, Reply, Surface } from '@codegrant/core';
import { httpRules, refuse } from '@codegrant/core/internal';
import type { Route } from './endpoints/route.ts';
import { type PathRoute, routesOf } from './endpoints/routes.ts';
import { ruleOfFailure } from './endpoints/rule-of-failure.ts';
import { reportDecision } from './events/report-decision.ts';
import { reportFailure } from './events/report-failure.ts';
import { outcomeReporter, type ReportOutcome } from './events/report-outcome.ts';
import { preflightReply, withCors } from './http/cors.ts';
import { type HttpRequest, splitTarget } from './http/http-request.ts';
import { withAllow } from './http/with-allow.ts';
import { withoutBasePath } from './options/base-path.ts';
import { type ServerSettings, settingsOf } from './options/server-settings.ts';
import type { RequestType } from './options/request-types.ts';
import { type ServedPaths, servedPaths } from './options/served-paths.ts';
import { rememberSettings } from './endpoints/settings-of-server.ts';
import type { ServerOptions } from './options/server-options.ts';
import type { Awaitable } from './ports/awaitable.ts';
import { findToken } from './ports/found-token.ts';
import type { AccessToken, TokenFinder } from './ports/tokens.ts';

/** Answers HTTP requests. An adapter mounts it. */
export interface Handler<Context> {
  /**
   * Answers a request. The handler of an authorization server never rejects: if a port fails, the answer is an error
   * and the failure goes to `report`.
   *
   * @returns the reply, or `undefined` for a path that the server does not serve
   */
  readonly handle: (request: HttpRequest<Context>) => Promise<Reply | undefined>;
}

/** A handler that names its paths, for adapters that mount each path separately. */
export interface PathHandler<Context> extends Handler<Context> {
  /**
   * Full paths without the base path, each under a name that error messages show. One that ends in `/*` stands for every
   * path below it.
   */
  readonly paths: Readonly<Record<string, string>>;
  /** What may stand in front of each path in a request, or not. Default: nothing. */
  readonly basePath?: string | undefined;
}

/** An authorization server that any adapter can mount. */
export interface AuthorizationServer<Context> extends PathHandler<Context>, TokenFinder {
  readonly policy: Policy;
  readonly paths: ServedPaths;
  /** The option `basePath`; empty if nothing is removed. */
  readonly basePath: string;
  /** The option `tokenRequestTypes`. */
  readonly tokenRequestTypes: readonly RequestType[];
  /** The names in the option `grantTypes`. */
  readonly grantTypes: readonly string[];
}

const methodNotAllowedReply = (route: PathRoute, surface: Surface, reportOutcome: ReportOutcome): Reply => {
  const rule = httpRules.methodServed;
  reportDecision(refuse(rule), surface.policy, reportOutcome);
  return withAllow(route.refuse(rule, surface, reportOutcome), route.allowed);
};

const failureReply = (route: Route, cause: unknown, surface: Surface, reportOutcome: ReportOutcome): Reply => {
  reportFailure(cause, reportOutcome);
  return route.refuse(ruleOfFailure(cause), surface, reportOutcome);
};

const answer = <Context>(
  route: PathRoute,
  request: HttpRequest<Context>,
  settings: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): Awaitable<Reply> => {
  const { methods, allowed, cors } = route;
  if (request.method === 'OPTIONS' && cors !== undefined) return preflightReply(allowed, request);
  if (!methods.includes(request.method)) return methodNotAllowedReply(route, settings.surface, reportOutcome);
  return route.answer(request, settings, reportOutcome);
};

/** An own port without `find` keeps its tokens elsewhere. Only its API can say which are valid. */
const findWith = async <Context>(
  { tokens, now }: ServerSettings<Context>,
  accessToken: string,
): Promise<AccessToken | undefined> => {
  const { find } = tokens;
  if (find === undefined) throw new TypeError('The option tokens has no find. Add tokens.find to find access tokens.');
  return findToken(accessToken, { find }, now());
};

/**
 * Creates an authorization server over your users, clients and storage.
 *
 * @throws {InvalidSettings} or {RangeError} if options are invalid. The message names each of them
 * @example
 * const server = createAuthorizationServer({
 *   policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } }, defaultScope: ['read'] },
 *   clients: { find: () => undefined },
 *   owner: { identify: () => undefined },
 *   consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
 * });
 */
export const createAuthorizationServer = <Context>(options: ServerOptions<Context>): AuthorizationServer<Context> => {
  const settings = settingsOf(options);
  const paths = servedPaths(
    settings.paths,
    settings.policy.issuer,
    settings.surface.consentUrl,
    settings.endpoints,
    settings.tokens,
  );
  const routeOf = routesOf(settings, paths);
  const server: AuthorizationServer<Context> = {
    policy: settings.policy,
    paths,
    basePath: settings.basePath,
    tokenRequestTypes: settings.tokenRequestTypes,
    grantTypes: settings.grantTypes.map(({ name }) => name),
    find: (accessToken) => findWith(settings, accessToken),
    handle: async (request) => {
      const { path } = splitTarget(request.target);
      // Whether the base path was removed depends on the proxy or the router: with Express it is still there.
      const { method } = request;
      const route = routeOf(path, method) ?? routeOf(withoutBasePath(path, settings.basePath), method);
      if (route === undefined) return undefined;
      const reportOutcome = outcomeReporter(route.endpoint, settings);
      let reply: Reply;
      try {
        reply = await answer(route, request, settings, reportOutcome);
      } catch (cause) {
        reply = failureReply(route, cause, settings.surface, reportOutcome);
      }
      return withCors(reply, route.cors, request);
    },
  };
  rememberSettings(server, settings);
  return server;
};
