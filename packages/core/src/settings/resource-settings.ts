import * as v from 'valibot';
import { readLoopbackUri } from '../redirect-uri/loopback.ts';
import { comparableResource, isResourceUri } from '../resource/resource-uri.ts';
import { nonEmptyList, nonEmptyString, objectMessage, recordOf, scopeToken, string } from './schema.ts';

/** A resource: an API that access tokens can be for (RFC 8707). */
export interface ResourceDescription {
  /** The name that users are shown, for example `Mail API`. */
  readonly name: string;
  /**
   * The scopes that belong to this resource. They can be requested only for a resource that lists them. A scope that no
   * resource lists belongs to every resource. Default: none of its own.
   */
  readonly scopes?: readonly string[] | undefined;
}

/** Resources by their URI. */
type Resources = Readonly<Record<string, ResourceDescription>>;

/** A URI at which an API can be reached safely. User information in it could pretend to be the host. */
export const isApiUri = (uri: string): boolean =>
  isResourceUri(uri) &&
  URL.canParse(uri) &&
  (/^https:\/\/[^/?@]+(?:[/?]|$)/i.test(uri) || readLoopbackUri(uri) !== undefined);

const resourceUri = (): v.GenericSchema<string> =>
  v.pipe(
    string(),
    v.check(
      isApiUri,
      'must be an https URI without a fragment (RFC 8707 §2), or http on http://127.0.0.1, http://[::1] or http://localhost',
    ),
  );

/** The schema of the setting `resources`. A misspelt member is refused: without its scopes a resource would have others. */
export const resourcesSchema = (): v.GenericSchema<Readonly<Record<string, unknown>>, Resources> =>
  v.pipe(
    recordOf(
      resourceUri(),
      v.strictObject({ name: nonEmptyString(), scopes: v.optional(nonEmptyList(scopeToken())) }, (issue) =>
        issue.expected === 'never'
          ? 'is not a member of a resource: correct its spelling'
          : objectMessage('must be an object such as { name: "Mail API" }')(issue),
      ),
      '{ "https://api.example/mcp": { name: "Mail API" } }',
    ),
    v.check((resources) => Object.keys(resources).length > 0, 'must name at least one resource'),
  );

/** The schema of the setting `defaultResource`. */
export const defaultResourceSchema = (): v.GenericSchema<readonly string[]> => nonEmptyList(string());

/** What {@link resourceProblems} reads of the settings. */
export interface SettingsWithResources {
  readonly scopes: Readonly<Record<string, unknown>>;
  readonly resources?: Resources | undefined;
  readonly defaultResource?: readonly string[] | undefined;
}

const sameResources = (uris: readonly string[]): readonly string[] =>
  uris.flatMap((uri, at) =>
    uris
      .slice(0, at)
      .filter((other) => comparableResource(other) === comparableResource(uri))
      .map((other) => `resources names ${other} and ${uri}, which are the same resource: remove one.`),
  );

/** The contradictions between the resources and the other settings, each as a sentence. */
export const resourceProblems = ({ scopes, resources = {}, defaultResource = [] }: SettingsWithResources): string[] => [
  ...sameResources(Object.keys(resources)),
  ...Object.entries(resources).flatMap(([uri, resource]) =>
    (resource.scopes ?? [])
      .filter((scope) => !Object.hasOwn(scopes, scope))
      .map((scope) => `resources.${uri}.scopes names ${scope}, which is not in scopes.`),
  ),
  ...defaultResource
    .filter((uri) => !Object.hasOwn(resources, uri))
    .map((uri) => `defaultResource names ${uri}, which is not in resources: write it exactly as there.`),
];
