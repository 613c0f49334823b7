/** A media type of a posted token request: `application/x-www-form-urlencoded` or `application/json`. */
export type RequestType = 'form' | 'json';

/** RFC 6749 §4.1.3: a token request is a form. */
export const defaultRequestTypes: readonly RequestType[] = ['form'];

const isRequestType = (type: unknown): boolean => type === 'form' || type === 'json';

/** Returns the problems of the option `tokenRequestTypes`. */
export const requestTypesProblems = (types: unknown): readonly string[] => {
  if (types === undefined) return [];
  if (!Array.isArray(types)) return ["tokenRequestTypes must be a list: ['form'] or ['form', 'json']."];
  const unknown = types.findIndex((type) => !isRequestType(type));
  if (unknown !== -1)
    return [`tokenRequestTypes.${unknown} ${JSON.stringify(types[unknown])} must be 'form' or 'json'.`];
  return types.includes('form')
    ? []
    : ["tokenRequestTypes must contain 'form': a client of the standard sends a form (RFC 6749 §4.1.3)."];
};
