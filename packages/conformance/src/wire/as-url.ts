import type { AuthorizeVector } from '../vectors/vector.ts';

/**
 * A vector as platforms see it that know addresses only as URLs, as the Fetch API does: `"`, `'`, `<` and `>` in a query come
 * percent-encoded, whatever the client sent. Their values are the same.
 */
export const asUrl = (vector: AuthorizeVector): AuthorizeVector => {
  if (!('query' in vector.request)) return vector;
  const query = new URL(`http://localhost/?${vector.request.query}`).search.slice(1);
  return { ...vector, request: { query } };
};
