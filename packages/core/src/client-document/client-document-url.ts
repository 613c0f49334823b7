/**
 * As every URL parser writes it: a lower-case host, no dot segments, no raw character that parsers read differently. The port may be
 * there although it is the default, because a client identifier is compared byte for byte.
 */
const isWrittenAsParsed = (url: string): boolean => {
  try {
    return new URL(url).href === url.replace(/^(https:\/\/[^/]+):443\//, '$1/');
  } catch {
    return false;
  }
};

/** In characters. A database indexes a client_id together with a user and a scope, and PostgreSQL indexes at most 2704 bytes. */
const longestUrl = 1024;

/**
 * Whether a `client_id` is the URL of a client metadata document: an https URL with a path and at most 1024 characters, and without a user
 * name, a fragment and dot segments. A query is allowed. A path that is only a slash is not, because URL parsers add it.
 *
 * @see draft-ietf-oauth-client-id-metadata-document-02 §3
 * @example
 * isClientDocumentUrl('https://client.example/client.json'); // true
 * isClientDocumentUrl('https://client.example/'); // false
 */
export const isClientDocumentUrl = (clientId: string): boolean =>
  clientId.length <= longestUrl && /^https:\/\/[^/?#@\\]+\/[^?#][^#]*$/.test(clientId) && isWrittenAsParsed(clientId);
