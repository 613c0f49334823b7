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

/**
 * Whether a `client_id` is the URL of a client metadata document: an https URL with a path, and without a user name, a fragment and dot
 * segments. A query is allowed. A path that is only a slash is not, because URL parsers add it.
 *
 * @see draft-ietf-oauth-client-id-metadata-document-02 §3
 * @example
 * isClientDocumentUrl('https://client.example/client.json'); // true
 * isClientDocumentUrl('https://client.example/'); // false
 */
export const isClientDocumentUrl = (clientId: string): boolean =>
  /^https:\/\/[^/?#@\\]+\/[^?#][^#]*$/.test(clientId) && isWrittenAsParsed(clientId);
