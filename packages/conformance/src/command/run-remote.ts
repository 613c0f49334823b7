import { type Finding, type Verdict, verdictOf } from '../judge/verdict.ts';
import { sentBy } from '../expected/decide-vector.ts';
import { judgeResponse } from '../judge/judge-response.ts';
import { judgeTokenResponse } from '../judge/judge-token-response.ts';
import { get, post, send, type WireRequest, type WireResponse } from '../wire/send.ts';
import { tokenRequestOf } from '../wire/token-request.ts';
import { unsendable, unsendableToken } from './sendable.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';
import type { RedemptionVector } from '../vectors/redemption-vector.ts';
import { authorizeVectors } from '../vectors/authorize-vectors.ts';
import { redemptionVectors } from '../vectors/redemption-vectors.ts';

/** A server that the vectors are sent to. */
export interface Remote {
  readonly authorize: URL;
  readonly token?: URL | undefined;
  /** The Cookie header of each authorization request, for servers that require sign-in first. */
  readonly cookie?: string | undefined;
  /** The vectors' clients that are registered at the server. */
  readonly clients: ReadonlySet<string>;
  /** The only group to send. */
  readonly only?: string | undefined;
  readonly strict: boolean;
}

/** The result of one vector. */
export interface Result {
  readonly name: string;
  readonly requirements: readonly string[];
  readonly request: string;
  readonly expected: string;
  readonly verdict: Verdict | { readonly kind: 'notRun'; readonly needs: string };
}

/** The results of the vectors of one file. */
export interface GroupResult {
  readonly name: string;
  readonly results: readonly Result[];
}

/** The response, or why there was none. */
type Exchange =
  | { readonly kind: 'response'; readonly response: WireResponse }
  | { readonly kind: 'noResponse'; readonly why: string };

/** Sends a request. */
export const exchange = async (url: URL, request: WireRequest): Promise<Exchange> => {
  try {
    return { kind: 'response', response: await send(url.origin, request) };
  } catch (error) {
    return { kind: 'noResponse', why: error instanceof Error ? error.message : String(error) };
  }
};

const verdictFor = (answer: Exchange, judge: (response: WireResponse) => Verdict): Verdict => {
  const noResponse = (why: string): Finding => ({ name: 'no-answer', came: why });
  return answer.kind === 'response' ? judge(answer.response) : verdictOf([noResponse(answer.why)], false);
};

const targetWith = ({ pathname, search }: URL, query: string): string =>
  `${pathname}${search === '' ? '?' : `${search}&`}${query}`;

/** The request of a vector, for this server. */
export const requestOf = ({ authorize, cookie }: Remote, vector: AuthorizeVector): WireRequest => {
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
      return expect.page === undefined
        ? `error=${expect.error} at ${expect.redirectUri} (${expect.rule})`
        : `a page with status ${expect.page}, and no redirect (${expect.rule})`;
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
  const answer = await exchange(remote.authorize, request);
  return { ...about, verdict: verdictFor(answer, (response) => judgeResponse(vector, response, sending)) };
};

const runToken = async (remote: Remote, token: URL, vector: RedemptionVector): Promise<Result> => {
  const { name, requirements, expect } = vector;
  const wire = tokenRequestOf(vector, token.pathname + token.search);
  const expected = expect.kind === 'rejectToken' ? `${expect.status} ${expect.error}` : 'tokens';
  const about = { name, requirements, request: shown(wire), expected };
  const needs = unsendableToken(vector, remote.clients);
  if (needs !== undefined) return { ...about, verdict: { kind: 'notRun', needs } };
  const answer = await exchange(token, wire);
  return { ...about, verdict: verdictFor(answer, (response) => judgeTokenResponse(vector, response, remote.strict)) };
};

/** Sends vectors one after another, so that the server is not put under load. */
const sequentially = async <Vector>(
  vectors: readonly Vector[],
  run: (vector: Vector) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (const vector of vectors) results.push(await run(vector));
  return results;
};

/** The valid values of `only`. */
export const groupNames: readonly string[] = [
  ...authorizeVectors.map(({ name }) => name),
  ...redemptionVectors.map(({ name }) => `token/${name}`),
];

/** Sends the vectors to a server and judges its responses. */
export const runRemote = async (remote: Remote): Promise<readonly GroupResult[]> => {
  const { only, token } = remote;
  const results: GroupResult[] = [];
  const wanted = (name: string): boolean => only === undefined || only === name;
  for (const { name, vectors } of authorizeVectors.filter((group) => wanted(group.name)))
    results.push({ name, results: await sequentially(vectors, (vector) => runVector(remote, vector)) });
  if (token === undefined) return results;
  for (const { name, vectors } of redemptionVectors.filter((group) => wanted(`token/${group.name}`)))
    results.push({
      name: `token/${name}`,
      results: await sequentially(vectors, (vector) => runToken(remote, token, vector)),
    });
  return results;
};
