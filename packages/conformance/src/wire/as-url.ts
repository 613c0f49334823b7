import type { AuthorizeVector } from '../vectors/authorize-vector.ts';

/**
 * A vector as platforms with URL objects see it, such as the Fetch API: `"`, `'`, `<` and `>` in the query are
 * percent-encoded. The parameter values are the same.
 */
export const asUrl = (vector: AuthorizeVector): AuthorizeVector => {
  if (!('query' in vector.request)) return vector;
  const query = new URL(`http://localhost/?${vector.request.query}`).search.slice(1);
  return { ...vector, request: { query } };
};
