import type { AuthorizationServerMetadata, Surface } from '@codegrant/core';
import type { Cors } from '../http/cors.ts';
import type { OptionalEndpoint } from '../options/optional-endpoint.ts';
import type { Paths } from '../options/paths.ts';
import type { Routes } from './route.ts';

/** An optional endpoint, and how it is served. */
export interface ServedEndpoint extends OptionalEndpoint {
  /**
   * Its routes.
   *
   * @param cors the origins that may read the token responses
   * @param surface the pages that the endpoints lead to
   */
  readonly routes: (paths: Paths, cors: Cors, surface: Surface) => Routes;
  /**
   * What the metadata says of it.
   *
   * @param urlOf returns the URL of a path by its name in the option `paths`
   */
  readonly metadata: (urlOf: (name: keyof Paths) => string) => Partial<AuthorizationServerMetadata>;
}

/** Whether an endpoint of the option `endpoints` is one of this package. */
export const isServed = (endpoint: OptionalEndpoint): endpoint is ServedEndpoint => 'routes' in endpoint;
