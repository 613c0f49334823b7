import { type HostedSurface, type Reply, type Rule, type Surface, tokenRejectionReply } from '@codegrant/core';
import { refusalJsonReply, refusalReply, type RefusalVerdict, refuse } from '@codegrant/core/internal';
import type { Endpoint, Tell } from '../events/events.ts';
import { anyOrigin, type Cors, originOf } from '../http/cors.ts';
import type { HttpRequest } from '../http/http-request.ts';
import type { Parts } from '../options/parts.ts';
import { detailsPath, type Paths, type ServedPaths, wildcardOf } from '../options/paths.ts';
import { withPages } from './answer-decision.ts';
import { authorize } from './authorize.ts';
import { consentDetails } from './consent-details.ts';
import { consent } from './consent.ts';
import { grantsOn } from './grants.ts';
import { metadata } from './metadata.ts';
import { rejectHttp, token } from './token.ts';

/** What answers at an address. */
export interface Route<Context> {
  readonly endpoint: Endpoint;
  readonly methods: readonly string[];
  readonly answer: (request: HttpRequest<Context>, parts: Parts<Context>, tell: Tell) => Promise<Reply>;
  /** What goes wrong here is told in the endpoint's own form: a page, or JSON. */
  readonly refuse: (rule: Rule<RefusalVerdict>, parts: Parts<Context>, tell: Tell) => Reply;
  /** Whose pages may see the answers. `undefined`: nobody's, but for the server's own. */
  readonly cors: Cors | undefined;
}

/** Finds the route of a path. */
export type FindRoute<Context> = (path: string) => Route<Context> | undefined;

const asPage = <Context>(rule: Rule<RefusalVerdict>, { surface }: Parts<Context>, tell: Tell): Reply =>
  withPages(surface, tell, ({ pages }) => refusalReply(refuse(rule), pages));

const asJson = (rule: Rule<RefusalVerdict>): Reply => refusalJsonReply(refuse(rule));

const asTokenError = (rule: Rule<RefusalVerdict>): Reply => tokenRejectionReply(rejectHttp(rule));

type Routes<Context> = readonly (readonly [path: string, route: Route<Context>])[];

const endpoints = <Context>(paths: ServedPaths): Routes<Context> => {
  const described: Route<Context> = {
    endpoint: 'metadata',
    methods: ['GET', 'HEAD'],
    answer: metadata,
    refuse: asJson,
    cors: anyOrigin,
  };
  return [
    // RFC 9700 §2.6: no page of another origin has to do with the authorization endpoint.
    [
      paths.authorize,
      { endpoint: 'authorize', methods: ['GET', 'HEAD', 'POST'], answer: authorize, refuse: asPage, cors: undefined },
    ],
    [paths.consent, { endpoint: 'consent', methods: ['POST'], answer: consent, refuse: asPage, cors: undefined }],
    // RFC 6749 §3.2: POST only.
    [paths.token, { endpoint: 'token', methods: ['POST'], answer: token, refuse: asTokenError, cors: anyOrigin }],
    [paths.metadata, described],
    [paths.issuerMetadata, described],
  ];
};

const isHosted = (surface: Surface): surface is HostedSurface => surface.consentUrl !== undefined;

const hostedEndpoints = <Context>(surface: HostedSurface, paths: Paths): Routes<Context> => {
  const cors = originOf(surface.consentUrl);
  return [
    [paths.grants, { endpoint: 'grants', methods: ['POST'], answer: grantsOn(surface), refuse: asJson, cors }],
    [
      detailsPath(paths),
      { endpoint: 'consentDetails', methods: ['GET', 'HEAD'], answer: consentDetails, refuse: asJson, cors },
    ],
  ];
};

/** The routes of a server, by path: the one of that very path, or else that of a question. */
export const routesOf = <Context>({ surface, paths }: Parts<Context>, served: ServedPaths): FindRoute<Context> => {
  const routes = new Map<string, Route<Context>>([
    ...endpoints<Context>(served),
    ...(isHosted(surface) ? hostedEndpoints<Context>(surface, paths) : []),
  ]);
  const details = detailsPath(paths);
  return (path) => routes.get(path) ?? (wildcardOf(path) === details ? routes.get(details) : undefined);
};
