import { type HostedSurface, type Reply, type Rule, type Surface, tokenRejectionReply } from '@codegrant/core';
import { refusalJsonReply, refusalReply, type RefusalVerdict, refuse, rejectHttp } from '@codegrant/core/internal';
import type { Endpoint } from '../events/events.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { type Cors, listedOrigins, originOf } from '../http/cors.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { belowPath, type Paths, type ServedPaths, wildcardOf, withoutSlash } from '../options/paths.ts';
import { authorize } from './authorize.ts';
import { consentDetails } from './consent-details.ts';
import { consent } from './consent.ts';
import { grantList, listedGrant } from './grant-list.ts';
import { grantsOn } from './grants.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { metadata } from './metadata.ts';
import { token } from './token.ts';
import { withPages } from './with-pages.ts';

/** How an endpoint answers requests. */
interface EndpointRoute {
  readonly endpoint: Endpoint;
  readonly methods: readonly string[];
  readonly answer: EndpointHandler;
  /** Makes an error reply in the format of the endpoint: a page, or JSON. */
  readonly refuse: (rule: Rule<RefusalVerdict>, surface: Surface, reportOutcome: ReportOutcome) => Reply;
  /** Which other origins may read the answers. `undefined`: none. */
  readonly cors: Cors | undefined;
}

/** How requests to a path are answered. */
export interface Route extends EndpointRoute {
  /** The methods that the path is served by: those of this endpoint, and those of another one at the same path. */
  readonly allowed: readonly string[];
}

/**
 * Returns the route of a path and a method, or `undefined` if the server does not answer the path. If no endpoint of the path serves
 * the method, the route is that of the first one.
 */
export type FindRoute = (path: string, method: string) => Route | undefined;

const asPage = (rule: Rule<RefusalVerdict>, surface: Surface, reportOutcome: ReportOutcome): Reply =>
  withPages(surface, reportOutcome, ({ pages }) => refusalReply(refuse(rule), pages));

const asJson = (rule: Rule<RefusalVerdict>): Reply => refusalJsonReply(refuse(rule));

const asTokenError = (rule: Rule<RefusalVerdict>): Reply => tokenRejectionReply(rejectHttp(rule));

type Routes = readonly (readonly [path: string, route: EndpointRoute])[];

const endpoints = (paths: ServedPaths, cors: Cors): Routes => {
  const metadataRoute: EndpointRoute = {
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

const isHosted = (surface: Surface): surface is HostedSurface => surface.consentUrl !== undefined;

const hostedEndpoints = (surface: HostedSurface, paths: Paths): Routes => {
  const cors = originOf(surface.consentUrl);
  return [
    [paths.grants, { endpoint: 'grants', methods: ['POST'], answer: grantsOn(surface), refuse: asJson, cors }],
    [
      belowPath(paths.consent),
      { endpoint: 'consentDetails', methods: ['GET', 'HEAD'], answer: consentDetails, refuse: asJson, cors },
    ],
  ];
};

/** The page that shows the grants of a user is on the origin of the consent page. */
const grantListEndpoints = (grantsPath: string, { consentUrl }: Surface): Routes => {
  const shared = { endpoint: 'grantList', refuse: asJson, cors: originOf(consentUrl ?? '/') } as const;
  return [
    [grantsPath, { ...shared, methods: ['GET', 'HEAD'], answer: grantList }],
    [belowPath(grantsPath), { ...shared, methods: ['GET', 'HEAD', 'DELETE'], answer: listedGrant }],
  ];
};

/** The routes of each path. Two endpoints may have the same path and different methods. */
const byPath = (routes: Routes): ReadonlyMap<string, readonly Route[]> => {
  const map = new Map<string, readonly EndpointRoute[]>();
  for (const [path, route] of routes)
    map.set(path, [...(map.get(path) ?? []).filter(({ endpoint }) => endpoint !== route.endpoint), route]);
  return new Map(
    Array.from(map, ([path, found]) => {
      const allowed = found.flatMap(({ methods }) => methods);
      return [path, found.map((route) => ({ ...route, allowed }))];
    }),
  );
};

/** Finds the path that stands for every path below another, such as that of a consent token or of a grant. */
const wildcardIn = ({ consent, grantList: list }: Paths): ((path: string) => string | undefined) => {
  const above = list === undefined ? [consent] : [consent, list];
  // A framework that adds a slash to a path adds one to the paths below it too.
  return (path) =>
    above
      .map((each): readonly [string, string] => [each.endsWith('/') ? withoutSlash(path) : path, belowPath(each)])
      .find(([asked, wildcard]) => wildcardOf(asked) === wildcard)?.[1];
};

/**
 * Returns the routes of a server. A path without a route of its own may be that of a consent token, under the consent
 * endpoint, or that of a grant, under the list of grants.
 */
export const routesOf = <Context>(
  { surface, paths, corsOrigins }: ServerSettings<Context>,
  served: ServedPaths,
): FindRoute => {
  const routes = byPath([
    ...endpoints(served, listedOrigins(corsOrigins)),
    ...(isHosted(surface) ? hostedEndpoints(surface, paths) : []),
    ...(paths.grantList === undefined ? [] : grantListEndpoints(paths.grantList, surface)),
  ]);
  const wildcardOfPath = wildcardIn(paths);
  return (path, method) => {
    const found = routes.get(path) ?? routes.get(wildcardOfPath(path) ?? path);
    return found?.find(({ methods }) => methods.includes(method)) ?? found?.[0];
  };
};
