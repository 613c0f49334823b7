import * as v from 'valibot';
import type { PublicMetadata } from '../../client/managed-client.ts';
import { joinScope } from '../../encoding/scope.ts';
import { nonEmptyList, nonEmptyString, objectMessage, oneOf, readSettings, scopeToken } from '../../settings/schema.ts';
import { type Result, resultOf } from '../../settings/invalid-settings.ts';

/** The metadata of a client that is created. The server chooses its client_id. */
export type NewMetadata = Omit<PublicMetadata, 'client_id' | 'origin' | 'trusted' | 'token_endpoint_auth_method'>;

/** A client to create. */
export interface RequestedClient {
  readonly clientType: 'confidential' | 'public';
  readonly metadata: NewMetadata;
}

/** The members of a registration that are replaced. `undefined` removes one. */
export type ClientChanges = Partial<Omit<PublicMetadata, 'client_id' | 'origin'>>;

const members = (grantTypes: readonly string[]) => ({
  name: nonEmptyString(),
  allowed_scopes: nonEmptyList(scopeToken()),
  allowed_grant_types: nonEmptyList(oneOf(['authorization_code', 'refresh_token', ...grantTypes])),
  redirect_uris: v.array(nonEmptyString(), 'must be a list'),
  require_pkce: v.boolean('must be true or false'),
  logo_uri: v.nullable(nonEmptyString()),
  tos_uri: v.nullable(nonEmptyString()),
  policy_uri: v.nullable(nonEmptyString()),
});

const creationSchema = (grantTypes: readonly string[]) => {
  const { name, allowed_scopes, allowed_grant_types, ...others } = members(grantTypes);
  return v.object(
    {
      client_type: oneOf(['confidential', 'public']),
      name,
      allowed_scopes,
      allowed_grant_types,
      ...v.partial(v.object(others)).entries,
    },
    objectMessage('must be an object'),
  );
};

const changeSchema = (grantTypes: readonly string[]) => v.partial(v.object(members(grantTypes)));

// A member that is ignored would be a limit that is not there, or a right that a caller takes for its own.
const unknownProblems = (request: object, known: object): readonly string[] =>
  Object.keys(request)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => `${name} is not a known member: correct its spelling, or remove it.`);

type Members = v.InferOutput<ReturnType<typeof changeSchema>>;

const scopeOf = (tokens: readonly string[]): string => joinScope([...new Set(tokens)]);

/** Each member of a request, as the member of a registration. Only what the request has is there. */
const metadataOf = (given: Members): ClientChanges => ({
  ...('name' in given && { client_name: given.name }),
  ...(given.allowed_scopes !== undefined && { scope: scopeOf(given.allowed_scopes) }),
  ...('allowed_grant_types' in given && { grant_types: given.allowed_grant_types }),
  ...(given.redirect_uris !== undefined && {
    redirect_uris: given.redirect_uris.length === 0 ? undefined : given.redirect_uris,
  }),
  ...('require_pkce' in given && { require_pkce: given.require_pkce }),
  ...('logo_uri' in given && { logo_uri: given.logo_uri ?? undefined }),
  ...('tos_uri' in given && { tos_uri: given.tos_uri ?? undefined }),
  ...('policy_uri' in given && { policy_uri: given.policy_uri ?? undefined }),
});

/**
 * Reads the request to create a client. Without `require_pkce`, a confidential client may leave PKCE out, as the interface of the family
 * says. A public client always uses PKCE.
 *
 * @param grantTypes what the server supports besides `authorization_code` and `refresh_token`
 */
export const readCreation = (request: object, grantTypes: readonly string[]): Result<RequestedClient> => {
  const schema = creationSchema(grantTypes);
  const read = readSettings(schema, request);
  const unknown = unknownProblems(request, schema.entries);
  if (read.kind === 'invalid') return { kind: 'invalid', problems: [...read.problems, ...unknown] };
  const { client_type: clientType, ...given } = read.value;
  const withDefault = clientType === 'confidential' ? { require_pkce: false, ...given } : given;
  return resultOf(unknown, () => ({ clientType, metadata: metadataOf(withDefault) }));
};

/** Reads the request to change a client. What it does not have stays as it is, and `null` removes a URI. */
export const readChanges = (request: object, grantTypes: readonly string[]): Result<ClientChanges> => {
  const schema = changeSchema(grantTypes);
  const read = readSettings(schema, request);
  const unknown = unknownProblems(request, schema.entries);
  if (read.kind === 'invalid') return { kind: 'invalid', problems: [...read.problems, ...unknown] };
  return resultOf(unknown, () => metadataOf(read.value));
};

/** The names that members of a registration have in requests. */
const requestNames: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['client_name', 'name'],
  ['scope', 'allowed_scopes'],
  ['grant_types', 'allowed_grant_types'],
  ['token_endpoint_auth_method', 'client_type'],
]);

/** A problem of a registration, with the name that its member has in requests. */
export const problemOfRequest = (problem: string): string =>
  problem.replace(/^\w+/, (name) => requestNames.get(name) ?? name);
