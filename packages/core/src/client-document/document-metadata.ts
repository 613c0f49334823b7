import { isUriString } from '../encoding/characters.ts';
import { readRedirectUri } from '../redirect-uri/read-redirect-uri.ts';
import type { JsonObject } from '../encoding/json-object.ts';

/** Members that are shown at most. A document with an unusable one is as good as one without it. */
const pageMembers = ['client_uri', 'logo_uri', 'policy_uri', 'tos_uri'];

const keyMembers = ['jwks', 'jwks_uri', 'token_endpoint_auth_signing_alg'];

const isWebPage = (value: unknown): boolean =>
  typeof value === 'string' && /^https?:\/\/[^/]/.test(value) && isUriString(value) && URL.canParse(value);

/** What needs a user. With any other grant type a stranger would get tokens without one. */
const grantTypesWithUser: ReadonlySet<string> = new Set(['authorization_code', 'refresh_token']);

const kept = (document: JsonObject, names: readonly string[], isKept: (value: unknown) => boolean): JsonObject =>
  Object.fromEntries(names.flatMap((name) => (isKept(document[name]) ? [[name, document[name]]] : [])));

const isPresent = (value: unknown): boolean => value !== undefined && value !== null;

/**
 * The redirect URIs that may be registered. If none may, all of them, so that their problems are named. Applications publish one document
 * for all servers, with a URI for each of their platforms.
 */
const usableRedirectUris = (uris: unknown, schemes: readonly string[]): unknown => {
  if (!Array.isArray(uris) || !uris.every((uri) => typeof uri === 'string')) return uris;
  const usable = uris.filter((uri) => readRedirectUri(uri, schemes).kind === 'valid');
  return usable.length === 0 ? uris : usable;
};

/** What is no string stays, so that its problem is named. */
const usableGrantTypes = (types: unknown): unknown =>
  Array.isArray(types)
    ? types.filter((type: unknown) => typeof type !== 'string' || grantTypesWithUser.has(type))
    : types;

/**
 * The metadata of the client that a document describes. Other members are ignored: they include those with which an operator decides
 * what a client may do.
 *
 * @param method how the client authenticates
 * @param schemes the custom schemes of redirect URIs that the operator lists
 */
export const documentMetadata = (document: JsonObject, method: string, schemes: readonly string[]): JsonObject => {
  const { redirect_uris, grant_types } = document;
  return {
    ...kept(document, ['client_id', 'client_name', 'scope', 'response_types'], isPresent),
    // A public client has no use for keys.
    ...(method === 'private_key_jwt' ? kept(document, keyMembers, isPresent) : {}),
    ...kept(document, pageMembers, isWebPage),
    ...(isPresent(redirect_uris) ? { redirect_uris: usableRedirectUris(redirect_uris, schemes) } : {}),
    ...(isPresent(grant_types) ? { grant_types: usableGrantTypes(grant_types) } : {}),
    ...(schemes.length > 0 ? { custom_redirect_schemes: schemes } : {}),
  };
};
