/**
 * An endpoint that a server serves only if the option `endpoints` has it. The bundle of a server without it does not contain it.
 */
export interface OptionalEndpoint {
  /** As in error messages, and the name of its path in the option `paths`. */
  readonly name: string;
  /** The paths that it serves, under the names that they have in `paths` of the server. */
  readonly servedPaths: (paths: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
}

const isEndpoint = (value: unknown): value is OptionalEndpoint =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'servedPaths') === 'function';

/** Returns the problems of the option `endpoints`. The types say so too, but JavaScript has no types. */
export const endpointsProblems = (endpoints: unknown): readonly string[] => {
  if (endpoints === undefined) return [];
  if (!Array.isArray(endpoints)) return ['endpoints must be a list of endpoints of this package.'];
  const wrong = endpoints.flatMap((endpoint: unknown, index) =>
    isEndpoint(endpoint)
      ? []
      : [`endpoints.${index} is no endpoint of this package. Import it from @codegrant/server.`],
  );
  const names = endpoints.filter(isEndpoint).map(({ name }) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  return [...wrong, ...repeated.map((name) => `endpoints has ${name} twice. Leave one of them out.`)];
};
