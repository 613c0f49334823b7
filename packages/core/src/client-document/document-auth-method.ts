import type { JsonObject } from '../encoding/json-object.ts';

/** draft-ietf-oauth-client-id-metadata-document-02 §4: nobody could have agreed on a shared secret. */
const sharedSecretMethods: ReadonlySet<string> = new Set([
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
]);

const stringsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** The methods that a document offers. Without any, the client is public: the default of RFC 7591 §2 would need a secret. */
const offeredMethods = (document: JsonObject): readonly string[] => {
  const { token_endpoint_auth_method: method, token_endpoint_auth_methods_supported: methods } = document;
  const offered = [...stringsIn([method]), ...stringsIn(methods)];
  return offered.length === 0 ? ['none'] : offered;
};

/**
 * How the client of a document authenticates: `none`, if the document offers it among others. A document that names a key alone demands
 * that key.
 *
 * @param methods what the server supports
 * @returns the method, or `undefined` if the server supports no method that the document offers
 */
export const documentAuthMethod = (document: JsonObject, methods: readonly string[]): string | undefined => {
  const usable = offeredMethods(document).filter(
    (method) => methods.includes(method) && !sharedSecretMethods.has(method),
  );
  return usable.includes('none') ? 'none' : usable[0];
};

/** Returns why a document offers no method that the server supports. */
export const authMethodProblems = (document: JsonObject, methods: readonly string[]): readonly string[] => {
  const method = document['token_endpoint_auth_method'];
  if (method !== undefined && typeof method !== 'string') return ['token_endpoint_auth_method must be a string.'];
  if (method !== undefined && sharedSecretMethods.has(method))
    return [`token_endpoint_auth_method ${method} needs a secret, which a published document cannot have: use none.`];
  return documentAuthMethod(document, methods) === undefined
    ? [
        `token_endpoint_auth_method: the server supports none of ${offeredMethods(document).join(', ')}: add none to token_endpoint_auth_methods_supported.`,
      ]
    : [];
};
