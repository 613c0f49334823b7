import type { HostedSurface, Reply, Rule, Surface } from '@codegrant/core';
import { refusalReply, type RefusalVerdict, refuse } from '@codegrant/core/internal';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { type Cors, listedOrigins, originOf } from '../http/cors.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { pathBelow, type Paths, wildcardOf, withoutSlash } from '../options/paths.ts';
import type { ServedPaths } from '../options/served-paths.ts';
import { asJson } from './as-json.ts';
import { asTokenError } from './as-token-error.ts';
import { authorize } from './authorize.ts';
import { consentDetails } from './consent-details.ts';
import { consent } from './consent.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { grantsOn } from './grants.ts';
import { jwks } from './jwks.ts';
import { metadataOf } from './metadata.ts';
import type { Route, Routes } from './route.ts';
import { isServed } from './served-endpoint.ts';
import { token } from './token.ts';
import { withPages } from './with-pages.ts';

/** A route, and the methods that its path is served by: those of this endpoint, and those of another one at the same path. */
export interface PathRoute extends Route {
  readonly allowed: readonly string[];
}

/**
 * Returns the route of a path and a method, or `undefined` if the server does not answer the path. If no endpoint of the path serves
 * the method, the route is that of the first one.
 */
export type FindRoute = (path: string, method: string) => PathRoute | undefined;

const asPage = (rule: Rule<RefusalVerdict>, surface: Surface, reportOutcome: ReportOutcome): Reply =>
  withPages(surface, reportOutcome, ({ pages }) => refusalReply(refuse(rule), pages));

const endpoints = (paths: ServedPaths, cors: Cors, metadata: EndpointHandler): Routes => {
  const metadataRoute: Route = {
    endpoint: 'metadata',
    methods: ['GET', 'HEAD'],
    answer: metadata,
    refuse: asJson,
    cors,
  };
  return [
    // RFC 9700 §2.6: the authorization endpoint has no CORS headers. A HEAD would issue a code that nobody reads.
    [
      paths.authorize,
      { endpoint: 'authorize', methods: ['GET', 'POST'], answer: authorize, refuse: asPage, cors: undefined },
    ],
    [paths.consent, { endpoint: 'consent', methods: ['POST'], answer: consent, refuse: asPage, cors: undefined }],
    // RFC 6749 §3.2: POST only.
    [paths.token, { endpoint: 'token', methods: ['POST'], answer: token, refuse: asTokenError, cors }],
    [paths.metadata, metadataRoute],
    [paths.issuerMetadata, metadataRoute],
  ];
};

const keyEndpoints = ({ jwks: path }: ServedPaths, cors: Cors): Routes =>
  path === undefined
    ? []
    : [[path, { endpoint: 'jwks', methods: ['GET', 'HEAD'], answer: jwks, refuse: asJson, cors }]];

const isHosted = (surface: Surface): surface is HostedSurface => surface.consentUrl !== undefined;

const hostedEndpoints = (surface: HostedSurface, paths: Paths): Routes => {
  const cors = originOf(surface.consentUrl);
  return [
    [paths.grants, { endpoint: 'grants', methods: ['POST'], answer: grantsOn(surface), refuse: asJson, cors }],
    [
      pathBelow(paths.consent),
      { endpoint: 'consentDetails', methods: ['GET', 'HEAD'], answer: consentDetails, refuse: asJson, cors },
    ],
  ];
};

/** The routes of each path. Two endpoints may have the same path and different methods. */
const byPath = (routes: Routes): ReadonlyMap<string, readonly PathRoute[]> => {
  const map = new Map<string, readonly Route[]>();
  for (const [path, route] of routes)
    map.set(path, [...(map.get(path) ?? []).filter(({ endpoint }) => endpoint !== route.endpoint), route]);
  return new Map(
    Array.from(map, ([path, found]) => {
      const allowed = found.flatMap(({ methods }) => methods);
      return [path, found.map((route) => ({ ...route, allowed }))];
    }),
  );
};

/**
 * Returns the routes of a server. A path without a route of its own may be below another one: that of a consent token, or that of a
 * grant. A framework that adds a slash to every path adds one to these too.
 */
export const routesOf = <Context>(settings: ServerSettings<Context>, served: ServedPaths): FindRoute => {
  const { surface, paths, corsOrigins, endpoints: optional } = settings;
  const cors = listedOrigins(corsOrigins);
  const routes = byPath([
    ...endpoints(served, cors, metadataOf(settings)),
    ...keyEndpoints(served, cors),
    ...(isHosted(surface) ? hostedEndpoints(surface, paths) : []),
    ...optional.filter(isServed).flatMap((endpoint) => endpoint.routes(paths, cors, surface)),
  ]);
  const routesAt = (path: string): readonly PathRoute[] =>
    routes.get(path) ?? routes.get(wildcardOf(path)) ?? routes.get(wildcardOf(withoutSlash(path))) ?? [];
  return (path, method) => {
    const found = routesAt(path);
    return found.find(({ methods }) => methods.includes(method)) ?? found[0];
  };
};
