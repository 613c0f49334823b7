import type { Kind } from '../workload/kinds.ts';
import type { AuthorizationRequest } from '../workload/workload.ts';
import { type Answer, codeIn } from './answer.ts';
import type { ScopeRefusal } from './subject.ts';

/** Throws unless `holds`. What is wrong is not measured. */
export const expect = (holds: boolean, what: string, answer: Answer): void => {
  if (!holds) throw new Error(`${what}: ${answer.status} ${answer.location ?? answer.body.slice(0, 300)}`);
};

const isRedirect = ({ status }: Answer): boolean => status === 302 || status === 303;

/** The request is refused, and the server has not failed. */
export const isRefusal = ({ status }: Answer): boolean => status >= 400 && status < 500;

const goesTo = ({ location }: Answer, { redirectUri }: AuthorizationRequest): boolean =>
  location?.startsWith(`${redirectUri}?`) === true;

const parameterIn = ({ location }: Answer, name: string): string | undefined =>
  new URL(location ?? '', 'https://login.example').searchParams.get(name) ?? undefined;

/** The redirect goes to the right URI, with a code and the state. Returns the code. */
export const checkIssued = (answer: Answer, request: AuthorizationRequest): string => {
  expect(isRedirect(answer) && goesTo(answer, request), 'A valid request is not redirected to its client', answer);
  expect(parameterIn(answer, 'state') === request.state, 'The state is not returned', answer);
  const code = codeIn(answer) ?? '';
  expect(code.length >= 27, 'There is no code of 160 bits', answer);
  return code;
};

/** Before the redirect URI is proven, nothing is redirected to it. */
const checkPage = (answer: Answer): void => {
  expect(!isRedirect(answer) && answer.location === undefined, 'A refusal redirects', answer);
  expect(isRefusal(answer), 'A refusal has another status than 4xx', answer);
};

/** The client gets the error and its state. No code is issued. */
const checkError = (error: string, answer: Answer, request: AuthorizationRequest): void => {
  expect(isRedirect(answer) && goesTo(answer, request), 'An error is not redirected to its client', answer);
  expect(codeIn(answer) === undefined, 'A code is issued', answer);
  expect(parameterIn(answer, 'error') === error, `The error is not ${error}`, answer);
  expect(parameterIn(answer, 'state') === request.state, 'The state is not returned', answer);
};

/** Checks the answer to a request of any kind. */
export const checkAnswer = (
  kind: Kind,
  answer: Answer,
  request: AuthorizationRequest,
  refusesScope: ScopeRefusal = 'invalid_scope',
): void => {
  switch (kind) {
    case 'valid':
      checkIssued(answer, request);
      return;
    case 'unknownClient':
    case 'badRedirectUri':
      return checkPage(answer);
    case 'badScope':
      return refusesScope === 'page' ? checkPage(answer) : checkError(refusesScope, answer, request);
  }
};
