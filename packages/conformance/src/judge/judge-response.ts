import { acceptanceOf, fitsAsWell, refusalOf } from './acceptance.ts';
import { type ClientResponse, clientResponse, formOf } from './client-response.ts';
import { type Answer, readAnswer } from './read-answer.ts';
import { relate } from './read-location.ts';
import { type Finding, found, type Verdict, verdictOf } from './verdict.ts';
import type { WireResponse } from '../wire/send.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';
import { registeredFor, valuesOf } from '../expected/vector-request.ts';

/** Where and how a vector was sent. */
export interface Sending {
  /** The URL of the authorization endpoint. */
  readonly endpoint: string;
  /** Whether a user was signed in, so that a code may be issued at once. */
  readonly signedIn: boolean;
  /** Whether to compare the server with Codegrant's own contract as well. */
  readonly strict: boolean;
}

const broken = (status: number): readonly Finding[] =>
  status >= 500 ? found('server-error', String(status)) : found('no-answer', String(status));

/** The finding for a code, or for neither code nor error, if the request must be rejected. */
const acceptedAtClient = (
  vector: AuthorizeVector,
  response: ClientResponse,
  rule: string,
  signedIn: boolean,
): readonly Finding[] =>
  signedIn || !response.params.has('code')
    ? found(acceptanceOf(vector, rule), response.location)
    : found('code-without-owner', response.location);

const isRegistered = (vector: AuthorizeVector, location: string): boolean =>
  registeredFor(vector).some((uri) => relate(location, uri) !== 'elsewhere');

type Expected<Kind> = Extract<AuthorizeVector['expect'], { readonly kind: Kind }>;

const judgeRefusedAtClient = (
  vector: AuthorizeVector,
  rule: string,
  response: ClientResponse,
  signedIn: boolean,
): readonly Finding[] => {
  const acceptance = acceptanceOf(vector, rule);
  if (acceptance === 'any-loopback-port') return found(acceptance, response.location);
  if (!isRegistered(vector, response.location)) return found('open-redirect', response.location);
  return response.params.has('error')
    ? found('error-to-client', response.location)
    : acceptedAtClient(vector, response, rule, signedIn);
};

const judgeRefuse = (
  vector: AuthorizeVector,
  expected: Expected<'refuse'>,
  answer: Answer,
  signedIn: boolean,
): readonly Finding[] => {
  switch (answer.kind) {
    case 'errorPage':
      return answer.status === expected.status ? [] : found('other-status', String(answer.status));
    case 'userPage':
      return found(acceptanceOf(vector, expected.rule), answer.came);
    case 'client':
      return judgeRefusedAtClient(vector, expected.rule, clientResponse(vector, answer.location, ''), signedIn);
    case 'broken':
      return broken(answer.status);
  }
};

const errorOf = (
  vector: AuthorizeVector,
  expected: Expected<'reject'>,
  { params, location }: ClientResponse,
): readonly Finding[] => {
  const error = params.get('error') ?? '';
  if (error === expected.error) return [];
  if (error === '') return found('error-lost', location);
  return found(fitsAsWell(vector, expected.rule, error) ? 'other-error' : 'wrong-error', location);
};

/** RFC 9700 §4.11.2: the error of a client that is not trusted stays on a page. */
const errorPageLeft = ({ page }: Expected<'reject'>, { location }: ClientResponse): readonly Finding[] =>
  page === undefined ? [] : found('error-to-client', location);

const judgeRejectedAtClient = (
  vector: AuthorizeVector,
  expected: Expected<'reject'>,
  response: ClientResponse,
  signedIn: boolean,
): readonly Finding[] => [
  ...(response.params.has('code')
    ? acceptedAtClient(vector, response, expected.rule, signedIn)
    : [...errorPageLeft(expected, response), ...errorOf(vector, expected, response)]),
  ...formOf(vector, response),
];

const judgeReject = (
  vector: AuthorizeVector,
  expected: Expected<'reject'>,
  answer: Answer,
  signedIn: boolean,
): readonly Finding[] => {
  switch (answer.kind) {
    case 'errorPage':
      if (expected.page === undefined) return found('page-instead-of-redirect', String(answer.status));
      return answer.status === expected.page ? [] : found('other-status', String(answer.status));
    case 'userPage':
      return found(acceptanceOf(vector, expected.rule), answer.came);
    case 'client':
      return judgeRejectedAtClient(
        vector,
        expected,
        clientResponse(vector, answer.location, expected.redirectUri),
        signedIn,
      );
    case 'broken':
      return broken(answer.status);
  }
};

const judgeServedAtClient = (
  vector: AuthorizeVector,
  response: ClientResponse,
  signedIn: boolean,
): readonly Finding[] => {
  if (!response.params.has('code'))
    return [...found(refusalOf(vector, 0), response.location), ...formOf(vector, response)];
  return signedIn ? formOf(vector, response) : found('code-without-owner', response.location);
};

const judgeServed = (vector: AuthorizeVector, answer: Answer, signedIn: boolean): readonly Finding[] => {
  switch (answer.kind) {
    case 'errorPage':
      return found(refusalOf(vector, answer.status), String(answer.status));
    case 'userPage':
      return [];
    case 'client': {
      const [uri = ''] = valuesOf(vector, 'redirect_uri');
      return judgeServedAtClient(vector, clientResponse(vector, answer.location, uri), signedIn);
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

/** Judges a server's response to a vector. A pure function. */
export const judgeResponse = (vector: AuthorizeVector, response: WireResponse, sending: Sending): Verdict =>
  verdictOf(findingsOf(vector, readAnswer(vector, response, sending.endpoint), sending.signedIn), sending.strict);
