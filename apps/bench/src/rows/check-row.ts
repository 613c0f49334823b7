import { tokenBody } from '../workload/token-body.ts';
import type { Kind } from '../workload/kinds.ts';
import type { AuthorizationRequest, Workload } from '../workload/workload.ts';
import { type Answer, codeIn } from './answer.ts';
import type { Operation } from './operation.ts';
import type { Subject } from './subject.ts';

/** Throws unless `holds`. What is wrong is not measured. */
const expect = (holds: boolean, what: string, answer: Answer): void => {
  if (!holds) throw new Error(`${what}: ${answer.status} ${answer.location ?? answer.body.slice(0, 300)}`);
};

const isRedirect = ({ status }: Answer): boolean => status === 302 || status === 303;

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

const checkAllIssued = async (authorize: Operation, requests: readonly AuthorizationRequest[]): Promise<void> => {
  const codes = new Set<string>();
  for (const request of requests) {
    const answer = await authorize.once(request.query);
    const code = checkIssued(answer, request);
    expect(!codes.has(code), 'A code repeats', answer);
    codes.add(code);
  }
};

/** Before the redirect URI is proven, nothing is redirected to it. */
const checkPage = (answer: Answer): void => {
  expect(!isRedirect(answer) && answer.location === undefined, 'A refusal redirects', answer);
  expect(answer.status >= 400, 'A refusal is a success', answer);
};

/** The client learns of the error, or the user sees it. No code is issued. */
const checkError = (answer: Answer, request: AuthorizationRequest): void => {
  if (!isRedirect(answer)) return checkPage(answer);
  expect(goesTo(answer, request), 'An error goes to another URI', answer);
  expect(parameterIn(answer, 'error') !== undefined && codeIn(answer) === undefined, 'A code is issued', answer);
};

/** Checks the answer to a request of any kind. */
export const checkAnswer = (kind: Kind, answer: Answer, request: AuthorizationRequest): void => {
  switch (kind) {
    case 'valid':
      checkIssued(answer, request);
      return;
    case 'unknownClient':
    case 'badRedirectUri':
      return checkPage(answer);
    case 'badScope':
      return checkError(answer, request);
  }
};

/** A code is taken once, and only by the right verifier. */
const checkRedeemed = async (
  { authorize, redeem }: Subject,
  [first, second]: readonly AuthorizationRequest[],
): Promise<void> => {
  if (first === undefined || second === undefined)
    throw new Error('Two requests are needed to check the token endpoint.');
  const codeFor = async (request: AuthorizationRequest): Promise<string> =>
    checkIssued(await authorize.once(request.query), request);
  const body = tokenBody(first, await codeFor(first));
  const redeemed = await redeem.once(body);
  expect(redeemed.status === 200, 'A code cannot be redeemed', redeemed);
  const again = await redeem.once(body);
  expect(again.status >= 400, 'A code is redeemed twice', again);
  const stolen = await redeem.once(tokenBody({ ...first, verifier: second.verifier }, await codeFor(first)));
  expect(stolen.status >= 400, 'A wrong verifier is accepted', stolen);
};

const someOf = (requests: readonly AuthorizationRequest[]): readonly AuthorizationRequest[] => requests.slice(0, 256);

/**
 * Checks a row before it is measured.
 *
 * @throws {Error} if an answer is wrong
 */
export const checkRow = async (subject: Subject, { requests }: Workload, refuses: readonly Kind[]): Promise<void> => {
  await checkAllIssued(subject.authorize, someOf(requests.valid));
  for (const kind of refuses)
    for (const request of someOf(requests[kind]))
      checkAnswer(kind, await subject.authorize.once(request.query), request);
  await checkRedeemed(subject, requests.valid);
};
