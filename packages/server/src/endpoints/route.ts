import type { Reply, Rule, Surface } from '@codegrant/core';
import type { RefusalVerdict } from '@codegrant/core/internal';
import type { Endpoint } from '../events/events.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import type { Cors } from '../http/cors.ts';
import type { EndpointHandler } from './endpoint-handler.ts';

/** How requests to a path are answered. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly methods: readonly string[];
  readonly answer: EndpointHandler;
  /** Makes an error reply in the format of the endpoint: a page, or JSON. */
  readonly refuse: (rule: Rule<RefusalVerdict>, surface: Surface, reportOutcome: ReportOutcome) => Reply;
  /** Which other origins may read the answers. `undefined`: none. */
  readonly cors: Cors | undefined;
}

/** Routes, each with its path. A path that ends in `/*` stands for every path one segment below it. */
export type Routes = readonly (readonly [path: string, route: Route])[];
