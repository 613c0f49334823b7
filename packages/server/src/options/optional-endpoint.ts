import type { Policy } from '@codegrant/core';
import type { ClientSource } from '../client-sources/client-source.ts';
import { hasMethod } from '../ports/has-method.ts';
import { type ListedNames, listedProblems } from './listed-problems.ts';
import type { Paths } from './paths.ts';

/** The options that an endpoint may need. */
interface EndpointNeeds {
  readonly policy: Pick<Policy, 'scopes'>;
  // What is not checked yet. In JavaScript, it can be anything.
  readonly tokens: unknown;
  readonly consentKeys: unknown;
}

/** The problem of an endpoint that must know which access tokens are valid. The server's own tokens can always be found. */
export const needsTokenFinder =
  (name: string) =>
  ({ tokens }: Pick<EndpointNeeds, 'tokens'>): readonly string[] =>
    tokens === undefined || hasMethod(tokens, 'find')
      ? []
      : [`endpoints has ${name}, so tokens.find must be a function: it tells which access tokens are valid.`];

/**
 * An endpoint that a server serves only if the option `endpoints` has it. The bundle of a server without it does not contain it.
 */
export interface OptionalEndpoint {
  /** As in error messages, and the name of its path in the option `paths`. */
  readonly name: string;
  /** The paths that it serves, under the names that they have in `paths` of the server. */
  readonly servedPaths: (paths: Paths) => Readonly<Record<string, string>>;
  /** Returns what the endpoint needs and the options of the server lack, each as a sentence. Default: nothing. */
  readonly problems?: ((options: EndpointNeeds) => readonly string[]) | undefined;
  /** Whether it needs the grants of every client, also of those without refresh tokens. Default: no. */
  readonly needsGrants?: boolean | undefined;
  /** The clients that it registers. Default: none. */
  readonly clientSource?: ClientSource | undefined;
}

const isEndpoint = (value: unknown): value is OptionalEndpoint => hasMethod(value, 'servedPaths');

const named: ListedNames = {
  one: 'endpoint of this package',
  several: 'endpoints of this package',
  cure: 'Import it from @codegrant/server.',
};

/**
 * Returns the problems of the option `endpoints`.
 *
 * @param options the options of the server
 */
export const endpointsProblems = (endpoints: unknown, options: EndpointNeeds): readonly string[] =>
  listedProblems('endpoints', named, endpoints, isEndpoint, options);
