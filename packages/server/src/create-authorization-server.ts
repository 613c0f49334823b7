import {
  type Policy,
  type RefusalVerdict,
  refusalReply,
  refuse,
  type Reply,
  type Rule,
  tokenRejectionReply,
} from '@codegrant/core';
import { authorize } from './authorize.ts';
import { consent } from './consent.ts';
import { brokenRule, type Endpoint } from './events.ts';
import { type HttpRequest, splitTarget } from './http-request.ts';
import { httpRules } from './http-rules.ts';
import { type Parts, partsOf, type Paths, type ServerOptions } from './options.ts';
import { rejectHttp, token } from './token.ts';

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
  /** Whole paths, each under a name for messages. */
  readonly paths: Readonly<Record<string, string>>;
}

/** An authorization server that any adapter can mount. */
export interface AuthorizationServer<Context> extends PathHandler<Context> {
  readonly policy: Policy;
  readonly paths: Paths;
}

interface Route<Context> {
  readonly endpoint: Endpoint;
  readonly methods: readonly string[];
  readonly answer: (request: HttpRequest<Context>, parts: Parts<Context>) => Promise<Reply>;
  /** What goes wrong here is told in the endpoint's own form: a page, or JSON. */
  readonly refuse: (rule: Rule<RefusalVerdict>, parts: Parts<Context>) => Reply;
}

const asPage = <Context>(rule: Rule<RefusalVerdict>, { surface }: Parts<Context>): Reply =>
  refusalReply(refuse(rule), surface.pages);

const asJson = (rule: Rule<RefusalVerdict>): Reply => tokenRejectionReply(rejectHttp(rule));

const routesOf = <Context>({ paths }: Parts<Context>): ReadonlyMap<string, Route<Context>> =>
  new Map([
    [paths.authorize, { endpoint: 'authorize', methods: ['GET', 'HEAD', 'POST'], answer: authorize, refuse: asPage }],
    [paths.consent, { endpoint: 'consent', methods: ['POST'], answer: consent, refuse: asPage }],
    // RFC 6749 §3.2: POST only.
    [paths.token, { endpoint: 'token', methods: ['POST'], answer: token, refuse: asJson }],
  ]);

const methodRefused = <Context>(route: Route<Context>, parts: Parts<Context>): Reply => {
  const rule = httpRules.methodServed;
  parts.report({ kind: 'refused', endpoint: route.endpoint, ...brokenRule(rule) });
  const { status, headers, body } = route.refuse(rule, parts);
  return { status, headers: { ...headers, allow: route.methods.join(', ') }, body };
};

const outage = <Context>(route: Route<Context>, cause: unknown, parts: Parts<Context>): Reply => {
  parts.report({ kind: 'failed', endpoint: route.endpoint, cause });
  return route.refuse(httpRules.serverWorks, parts);
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
  const routes = routesOf(parts);
  return {
    policy: parts.policy,
    paths: parts.paths,
    handle: async (request) => {
      const route = routes.get(splitTarget(request.target).path);
      if (route === undefined) return undefined;
      if (!route.methods.includes(request.method)) return methodRefused(route, parts);
      try {
        return await route.answer(request, parts);
      } catch (cause) {
        return outage(route, cause, parts);
      }
    },
  };
};
