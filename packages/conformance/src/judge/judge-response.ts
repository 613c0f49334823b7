import { acceptanceOf, fitsAsWell, refusalOf } from './acceptance.ts';
import { type Finding, type FindingName, type Verdict, verdictOf } from './findings.ts';
import { sentBy } from '../expected/decide-vector.ts';
import { type Answer, readAnswer } from './read-answer.ts';
import { type Added, readAdded, relate } from './read-location.ts';
import type { WireResponse } from '../wire/send.ts';
import type { AuthorizeVector } from '../vectors/vector.ts';
import { paramsOf, registeredFor, valuesOf } from '../expected/vector-request.ts';

/** Where and how a vector was sent. */
export interface Sending {
  /** The address of the authorization endpoint. */
  readonly endpoint: string;
  /** Whether somebody was signed in, so that a code may come at once. */
  readonly signedIn: boolean;
  /** Whether Codegrant's own contract counts as well. */
  readonly strict: boolean;
}

const found = (name: FindingName, came: string): readonly Finding[] => [{ name, came }];

/** What a client is told, and where. */
interface Told {
  readonly location: string;
  /** The redirect URI that it should have come to. */
  readonly uri: string;
  readonly params: URLSearchParams;
  readonly inFragment: boolean;
}

const broken = (status: number): readonly Finding[] =>
  status >= 500 ? found('server-error', String(status)) : found('no-answer', String(status));

const targetOf = ({ location, uri }: Told): readonly Finding[] => {
  switch (relate(location, uri)) {
    case 'same':
      return [];
    case 'writtenAnew':
      return found('uri-written-anew', location);
    case 'queryLost':
      return found('query-lost', location);
    case 'elsewhere':
      return found('open-redirect', location);
  }
};

const hasAnswer = (params: URLSearchParams): boolean => params.has('error') || params.has('code');

const mayUseFragment = (vector: AuthorizeVector): boolean =>
  paramsOf(vector).has('response_mode') || valuesOf(vector, 'response_type').some((type) => type !== 'code');

const toldBy = (vector: AuthorizeVector, location: string, uri: string): Told => {
  const { query, fragment }: Added = readAdded(location, uri);
  const inFragment = !hasAnswer(query) && hasAnswer(fragment) && mayUseFragment(vector);
  return { location, uri, params: inFragment ? fragment : query, inFragment };
};

/** A state that can be read in one way only: sent once, well encoded, and as RFC 6749 appendix A.5 allows. */
const stateSent = (vector: AuthorizeVector): string | undefined => {
  const [state = '', ...others] = paramsOf(vector).getAll('state');
  const isEncoded = !/%(?![0-9a-f]{2})/i.test(sentBy(vector).text);
  return isEncoded && others.length === 0 && /^[ -~]+$/.test(state) ? state : undefined;
};

const stateOf = (vector: AuthorizeVector, { params, location }: Told): readonly Finding[] => {
  const came = params.get('state');
  if (valuesOf(vector, 'state').length === 0) return came ? found('state-changed', location) : [];
  const sent = stateSent(vector);
  if (sent === undefined || came === sent) return [];
  return found(came === null ? 'state-lost' : 'state-changed', location);
};

const once = ['code', 'error', 'error_description', 'error_uri', 'state', 'iss'];

const repeats = ({ params, location }: Told): readonly Finding[] =>
  once.some((name) => params.getAll(name).length > 1) || (params.has('code') && params.has('error'))
    ? found('parameter-twice', location)
    : [];

/** What holds for everything that a client is told. */
const formOf = (vector: AuthorizeVector, told: Told): readonly Finding[] => [
  ...targetOf(told),
  ...(told.inFragment ? found('answer-in-fragment', told.location) : []),
  ...repeats(told),
  ...stateOf(vector, told),
  ...(told.params.has('iss') ? [] : found('no-iss', told.location)),
];

/** A code, or nothing at all, where the request must be refused or the client told of an error. */
const acceptedAtClient = (vector: AuthorizeVector, told: Told, rule: string, signedIn: boolean): readonly Finding[] =>
  signedIn || !told.params.has('code')
    ? found(acceptanceOf(vector, rule), told.location)
    : found('code-without-owner', told.location);

const isRegistered = (vector: AuthorizeVector, location: string): boolean =>
  registeredFor(vector).some((uri) => relate(location, uri) !== 'elsewhere');

type Expected<Kind> = Extract<AuthorizeVector['expect'], { readonly kind: Kind }>;

const judgeRefusedAtClient = (
  vector: AuthorizeVector,
  rule: string,
  told: Told,
  signedIn: boolean,
): readonly Finding[] => {
  const acceptance = acceptanceOf(vector, rule);
  if (acceptance === 'loopback-port-freer') return found(acceptance, told.location);
  if (!isRegistered(vector, told.location)) return found('open-redirect', told.location);
  return told.params.has('error')
    ? found('told-the-client-anyway', told.location)
    : acceptedAtClient(vector, told, rule, signedIn);
};

const judgeRefuse = (
  vector: AuthorizeVector,
  expected: Expected<'refuse'>,
  answer: Answer,
  signedIn: boolean,
): readonly Finding[] => {
  switch (answer.kind) {
    case 'refusal':
      return answer.status === expected.status ? [] : found('other-status', String(answer.status));
    case 'question':
      return found(acceptanceOf(vector, expected.rule), answer.came);
    case 'client':
      return judgeRefusedAtClient(vector, expected.rule, toldBy(vector, answer.location, ''), signedIn);
    case 'broken':
      return broken(answer.status);
  }
};

const errorOf = (
  vector: AuthorizeVector,
  expected: Expected<'reject'>,
  { params, location }: Told,
): readonly Finding[] => {
  const error = params.get('error') ?? '';
  if (error === expected.error) return [];
  if (error === '') return found('error-lost', location);
  return found(fitsAsWell(vector, expected.rule, error) ? 'other-error' : 'wrong-error', location);
};

const judgeRejectedAtClient = (
  vector: AuthorizeVector,
  expected: Expected<'reject'>,
  told: Told,
  signedIn: boolean,
): readonly Finding[] => [
  ...(told.params.has('code')
    ? acceptedAtClient(vector, told, expected.rule, signedIn)
    : errorOf(vector, expected, told)),
  ...formOf(vector, told),
];

const judgeReject = (
  vector: AuthorizeVector,
  expected: Expected<'reject'>,
  answer: Answer,
  signedIn: boolean,
): readonly Finding[] => {
  switch (answer.kind) {
    case 'refusal':
      return found('page-instead-of-redirect', String(answer.status));
    case 'question':
      return found(acceptanceOf(vector, expected.rule), answer.came);
    case 'client':
      return judgeRejectedAtClient(vector, expected, toldBy(vector, answer.location, expected.redirectUri), signedIn);
    case 'broken':
      return broken(answer.status);
  }
};

const judgeServedAtClient = (vector: AuthorizeVector, told: Told, signedIn: boolean): readonly Finding[] => {
  if (!told.params.has('code')) return [...found(refusalOf(vector, 0), told.location), ...formOf(vector, told)];
  return signedIn ? formOf(vector, told) : found('code-without-owner', told.location);
};

const judgeServed = (vector: AuthorizeVector, answer: Answer, signedIn: boolean): readonly Finding[] => {
  switch (answer.kind) {
    case 'refusal':
      return found(refusalOf(vector, answer.status), String(answer.status));
    case 'question':
      return [];
    case 'client': {
      const [uri = ''] = valuesOf(vector, 'redirect_uri');
      return judgeServedAtClient(vector, toldBy(vector, answer.location, uri), signedIn);
    }
    case 'broken':
      return broken(answer.status);
  }
};

const findingsOf = (vector: AuthorizeVector, answer: Answer, signedIn: boolean): readonly Finding[] => {
  const { expect } = vector;
  switch (expect.kind) {
    case 'refuse':
      return judgeRefuse(vector, expect, answer, signedIn);
    case 'reject':
      return judgeReject(vector, expect, answer, signedIn);
    case 'signIn':
    case 'askConsent':
    case 'issue':
      return judgeServed(vector, answer, signedIn);
  }
};

/** Judges what a server answered to a vector. A pure function: the same answer is always worth the same. */
export const judgeResponse = (vector: AuthorizeVector, response: WireResponse, sending: Sending): Verdict =>
  verdictOf(findingsOf(vector, readAnswer(vector, response, sending.endpoint), sending.signedIn), sending.strict);
