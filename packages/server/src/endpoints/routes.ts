import { type HostedSurface, type Reply, type Rule, type Surface, tokenRejectionReply } from '@codegrant/core';
import { refusalJsonReply, refusalReply, type RefusalVerdict, refuse, rejectHttp } from '@codegrant/core/internal';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { type Cors, listedOrigins, originOf } from '../http/cors.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { detailsPath, type Paths, type ServedPaths, wildcardOf, withoutSlash } from '../options/paths.ts';
import { authorize } from './authorize.ts';
import { consentDetails } from './consent-details.ts';
import { consent } from './consent.ts';
import { grantsOn } from './grants.ts';
import { metadata } from './metadata.ts';
import type { Route, Routes } from './route.ts';
import { isServed } from './served-endpoint.ts';
import { token } from './token.ts';
import { withPages } from './with-pages.ts';

/** Returns the route of a path, or `undefined` if the server does not answer it. */
export type FindRoute = (path: string) => Route | undefined;

const asPage = (rule: Rule<RefusalVerdict>, surface: Surface, reportOutcome: ReportOutcome): Reply =>
  withPages(surface, reportOutcome, ({ pages }) => refusalReply(refuse(rule), pages));

const asJson = (rule: Rule<RefusalVerdict>): Reply => refusalJsonReply(refuse(rule));

const asTokenError = (rule: Rule<RefusalVerdict>): Reply => tokenRejectionReply(rejectHttp(rule));

const endpoints = (paths: ServedPaths, cors: Cors): Routes => {
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

const isHosted = (surface: Surface): surface is HostedSurface => surface.consentUrl !== undefined;

const hostedEndpoints = (surface: HostedSurface, paths: Paths): Routes => {
  const cors = originOf(surface.consentUrl);
  return [
    [paths.grants, { endpoint: 'grants', methods: ['POST'], answer: grantsOn(surface), refuse: asJson, cors }],
    [
      detailsPath(paths),
      { endpoint: 'consentDetails', methods: ['GET', 'HEAD'], answer: consentDetails, refuse: asJson, cors },
    ],
  ];
};

/**
 * Returns the routes of a server. A path without a route of its own may be that of a consent token, under the consent
 * endpoint.
 */
export const routesOf = <Context>(
  { surface, paths, corsOrigins, endpoints: optional }: ServerSettings<Context>,
  served: ServedPaths,
): FindRoute => {
  const cors = listedOrigins(corsOrigins);
  const routes = new Map<string, Route>([
    ...endpoints(served, cors),
    ...optional.filter(isServed).flatMap((endpoint) => endpoint.routes(paths, cors)),
    ...(isHosted(surface) ? hostedEndpoints(surface, paths) : []),
  ]);
  const details = detailsPath(paths);
  // A framework that adds a slash to the consent path adds one to the paths below it too.
  const endsInSlash = paths.consent.endsWith('/');
  const isDetails = (path: string): boolean => wildcardOf(endsInSlash ? withoutSlash(path) : path) === details;
  return (path) => routes.get(path) ?? (isDetails(path) ? routes.get(details) : undefined);
};
