import type { Finding, Verdict } from '../judge/findings.ts';
import { verdictOf } from '../judge/findings.ts';
import { sentBy } from '../expected/decide-vector.ts';
import { judgeResponse } from '../judge/judge-response.ts';
import { judgeTokenResponse } from '../judge/judge-token-response.ts';
import { get, post, send, type WireRequest, type WireResponse } from '../wire/send.ts';
import { unsendable, unsendableToken } from './sendable.ts';
import type { AuthorizeVector, RedemptionVector } from '../vectors/vector.ts';
import { authorizeVectors, redemptionVectors } from '../vectors/vectors.ts';

/** A server that the vectors are sent to. */
export interface Remote {
  readonly authorize: URL;
  readonly token?: URL | undefined;
  /** Sent with each authorization request, for servers that answer only who is signed in. */
  readonly cookie?: string | undefined;
  /** The vectors' clients that it has registered. */
  readonly clients: ReadonlySet<string>;
  /** The one group to be sent. */
  readonly only?: string | undefined;
  readonly strict: boolean;
}

/** What became of one vector. */
export interface Result {
  readonly name: string;
  readonly requirements: readonly string[];
  readonly request: string;
  readonly expected: string;
  readonly verdict: Verdict | { readonly kind: 'notRun'; readonly needs: string };
}

/** What became of the vectors of one file. */
export interface GroupResult {
  readonly name: string;
  readonly results: readonly Result[];
}

/** The answer, or why there was none. */
type Heard =
  | { readonly kind: 'response'; readonly response: WireResponse }
  | { readonly kind: 'silence'; readonly why: string };

const ask = async (url: URL, request: WireRequest): Promise<Heard> => {
  try {
    return { kind: 'response', response: await send(url.origin, request) };
  } catch (error) {
    return { kind: 'silence', why: error instanceof Error ? error.message : String(error) };
  }
};

const heard = (answer: Heard, judge: (response: WireResponse) => Verdict): Verdict => {
  const silence = (why: string): Finding => ({ name: 'no-answer', came: why });
  return answer.kind === 'response' ? judge(answer.response) : verdictOf([silence(answer.why)], false);
};

const targetWith = ({ pathname, search }: URL, query: string): string =>
  `${pathname}${search === '' ? '?' : `${search}&`}${query}`;

const requestOf = ({ authorize, cookie }: Remote, vector: AuthorizeVector): WireRequest => {
  const { text, method } = sentBy(vector);
  const request =
    method === 'GET' ? get(targetWith(authorize, text)) : post(authorize.pathname + authorize.search, text);
  return cookie === undefined ? request : { ...request, headers: { ...request.headers, cookie } };
};

const shown = ({ method, target, body }: WireRequest): string => [method, target, body].filter(Boolean).join(' ');

const expectedOf = ({ expect }: AuthorizeVector): string => {
  switch (expect.kind) {
    case 'refuse':
      return `a page with status ${expect.status}, and no redirect (${expect.rule})`;
    case 'reject':
      return `error=${expect.error} at ${expect.redirectUri} (${expect.rule})`;
    case 'signIn':
    case 'askConsent':
    case 'issue':
      return 'sign-in or consent';
  }
};

const runVector = async (remote: Remote, vector: AuthorizeVector): Promise<Result> => {
  const request = requestOf(remote, vector);
  const { name, requirements } = vector;
  const about = { name, requirements, request: shown(request), expected: expectedOf(vector) };
  const needs = unsendable(vector, remote.clients);
  if (needs !== undefined) return { ...about, verdict: { kind: 'notRun', needs } };
  const sending = { endpoint: remote.authorize.href, signedIn: remote.cookie !== undefined, strict: remote.strict };
  const answer = await ask(remote.authorize, request);
  return { ...about, verdict: heard(answer, (response) => judgeResponse(vector, response, sending)) };
};

const runToken = async (remote: Remote, token: URL, vector: RedemptionVector): Promise<Result> => {
  const { name, requirements, request, expect } = vector;
  const { form, authorization } = request;
  const headers = authorization === undefined ? {} : { authorization };
  const wire = post(token.pathname + token.search, form, headers);
  const expected = expect.kind === 'rejectToken' ? `${expect.status} ${expect.error}` : 'tokens';
  const about = { name, requirements, request: shown(wire), expected };
  const needs = unsendableToken(vector, remote.clients);
  if (needs !== undefined) return { ...about, verdict: { kind: 'notRun', needs } };
  const answer = await ask(token, wire);
  return { ...about, verdict: heard(answer, (response) => judgeTokenResponse(vector, response, remote.strict)) };
};

/** One after another: a server under test is not put under load as well. */
const inTurn = async <Vector>(
  vectors: readonly Vector[],
  run: (vector: Vector) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (const vector of vectors) results.push(await run(vector));
  return results;
};

/** The names that `only` may have. */
export const groupNames: readonly string[] = [
  ...authorizeVectors.map(({ name }) => name),
  ...redemptionVectors.map(({ name }) => `token/${name}`),
];

/** Sends the vectors to a server, and judges what it answers. */
export const runRemote = async (remote: Remote): Promise<readonly GroupResult[]> => {
  const { only, token } = remote;
  const results: GroupResult[] = [];
  const wanted = (name: string): boolean => only === undefined || only === name;
  for (const { name, vectors } of authorizeVectors.filter((group) => wanted(group.name)))
    results.push({ name, results: await inTurn(vectors, (vector) => runVector(remote, vector)) });
  if (token === undefined) return results;
  for (const { name, vectors } of redemptionVectors.filter((group) => wanted(`token/${group.name}`)))
    results.push({
      name: `token/${name}`,
      results: await inTurn(vectors, (vector) => runToken(remote, token, vector)),
    });
  return results;
};
