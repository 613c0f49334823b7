import { sentBy } from '../expected/decide-vector.ts';
import { isWithoutIss, paramsOf, valuesOf } from '../expected/vector-request.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';
import { readAdded, relate } from './read-location.ts';
import { type Finding, found } from './verdict.ts';

/** A response that is sent to the client. */
export interface ClientResponse {
  readonly location: string;
  /** The redirect URI that it should go to. */
  readonly uri: string;
  readonly params: URLSearchParams;
  readonly inFragment: boolean;
}

const targetOf = ({ location, uri }: ClientResponse): readonly Finding[] => {
  switch (relate(location, uri)) {
    case 'same':
      return [];
    case 'equivalent':
      return found('equivalent-uri', location);
    case 'queryLost':
      return found('query-lost', location);
    case 'elsewhere':
      return found('open-redirect', location);
  }
};

const hasAnswer = (params: URLSearchParams): boolean => params.has('error') || params.has('code');

const mayUseFragment = (vector: AuthorizeVector): boolean =>
  paramsOf(vector).has('response_mode') || valuesOf(vector, 'response_type').some((type) => type !== 'code');

/** Reads a response to the client: its parameters, from the query or the fragment. */
export const clientResponse = (vector: AuthorizeVector, location: string, uri: string): ClientResponse => {
  const { query, fragment } = readAdded(location, uri);
  const inFragment = !hasAnswer(query) && hasAnswer(fragment) && mayUseFragment(vector);
  return { location, uri, params: inFragment ? fragment : query, inFragment };
};

/** The state, if it is unambiguous: sent once, correctly encoded, and valid by RFC 6749 appendix A.5. */
const stateSent = (vector: AuthorizeVector): string | undefined => {
  const [state = '', ...others] = paramsOf(vector).getAll('state');
  const isEncoded = !/%(?![0-9a-f]{2})/i.test(sentBy(vector).text);
  return isEncoded && others.length === 0 && /^[ -~]+$/.test(state) ? state : undefined;
};

const stateOf = (vector: AuthorizeVector, { params, location }: ClientResponse): readonly Finding[] => {
  const came = params.get('state');
  if (valuesOf(vector, 'state').length === 0) return came ? found('state-changed', location) : [];
  const sent = stateSent(vector);
  if (sent === undefined || came === sent) return [];
  return found(came === null ? 'state-lost' : 'state-changed', location);
};

const once = ['code', 'error', 'error_description', 'error_uri', 'state', 'iss'];

const repeats = ({ params, location }: ClientResponse): readonly Finding[] =>
  once.some((name) => params.getAll(name).length > 1) || (params.has('code') && params.has('error'))
    ? found('parameter-twice', location)
    : [];

/** Checks that apply to every response to the client. */
export const formOf = (vector: AuthorizeVector, response: ClientResponse): readonly Finding[] => [
  ...targetOf(response),
  ...(response.inFragment ? found('answer-in-fragment', response.location) : []),
  ...repeats(response),
  ...stateOf(vector, response),
  ...(response.params.has('iss') || isWithoutIss(vector) ? [] : found('no-iss', response.location)),
];
