import { errorIn } from '../judge/error-in.ts';
import { readAnswer } from '../judge/read-answer.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';
import { post } from '../wire/send.ts';
import { plainVectorOf, unknownClientVector } from './plain-vector.ts';
import { exchange, type Remote, requestOf } from './run-remote.ts';

/** A client that cannot be judged, and what the server sends for its valid request. */
export interface Unjudged {
  readonly clientId: string;
  readonly came: string;
}

/** What can be judged of a server. */
export type Probed =
  /** `remote` has only the clients that can be judged. */
  | { readonly kind: 'judged'; readonly remote: Remote; readonly unjudged: readonly Unjudged[] }
  /** An address cannot be judged. The problem is one line. */
  | { readonly kind: 'unjudged'; readonly problem: string };

/** What came for a request that nothing is wrong with. */
interface Plain {
  readonly served: boolean;
  readonly came: string;
}

const codeOrError = (location: string): string => /[?&#]((?:code|error)=[^&#]*)/.exec(location)?.[1] ?? location;

/** Whether the server went on with a request: to sign-in, to consent, or to the client with a code. */
const sendPlain = async (remote: Remote, vector: AuthorizeVector): Promise<Plain> => {
  const sent = await exchange(remote.authorize, requestOf(remote, vector));
  if (sent.kind === 'noResponse') return { served: false, came: sent.why };
  const answer = readAnswer(vector, sent.response, remote.authorize.href);
  switch (answer.kind) {
    case 'userPage':
      return { served: true, came: answer.came };
    case 'client': {
      const came = codeOrError(answer.location);
      return { served: came.startsWith('code='), came: `${came} at the client` };
    }
    case 'errorPage':
    case 'broken':
      return { served: false, came: `status ${answer.status}` };
  }
};

/** A plainly valid request of each client that has one. */
type PlainVectors = readonly (readonly [clientId: string, vector: AuthorizeVector])[];

const plainVectorsOf = ({ clients }: Remote): PlainVectors =>
  Array.from(clients).flatMap((clientId) => {
    const vector = plainVectorOf(clientId);
    return vector === undefined ? [] : [[clientId, vector] as const];
  });

const unjudgedIn = async (remote: Remote, asked: PlainVectors): Promise<readonly Unjudged[]> => {
  const unjudged: Unjudged[] = [];
  for (const [clientId, vector] of asked) {
    const { served, came } = await sendPlain(remote, vector);
    if (!served) unjudged.push({ clientId, came });
  }
  return unjudged;
};

/** A server that does the same with every request does not look at it, or asks for sign-in first. */
const unknownClientProblem = async (remote: Remote): Promise<string | undefined> => {
  const { served, came } = await sendPlain(remote, unknownClientVector);
  if (!served) return undefined;
  const hint =
    remote.cookie === undefined
      ? 'if the server requires sign-in first, pass --cookie'
      : 'check that --cookie belongs to a signed-in user';
  return `--authorize: ${remote.authorize.href} accepts a request of a client that does not exist (${came}). Check the address; ${hint}.`;
};

/** RFC 6749 §5.2: a token endpoint answers an empty request with an error in JSON. */
const tokenProblem = async (token: URL): Promise<string | undefined> => {
  const sent = await exchange(token, post(token.pathname + token.search, 'grant_type=authorization_code&code=x'));
  if (sent.kind === 'noResponse') return `--token: ${token.href} does not respond (${sent.why}).`;
  const { status, body } = sent.response;
  return errorIn(body) === undefined
    ? `--token: ${token.href} does not answer as a token endpoint does (status ${status}, no error in JSON). Check the address.`
    : undefined;
};

const addressProblem = async (
  remote: Remote,
  asked: PlainVectors,
  unjudged: readonly Unjudged[],
): Promise<string | undefined> => {
  const [first] = unjudged;
  if (first !== undefined && unjudged.length === asked.length)
    return `--authorize: ${remote.authorize.href} rejects a plainly valid request of every client (${first.came} for ${first.clientId}). Check the address, and that the clients are registered.`;
  return (
    (asked.length === 0 ? undefined : await unknownClientProblem(remote)) ??
    (remote.token === undefined ? undefined : await tokenProblem(remote.token))
  );
};

/**
 * Sends one plainly valid request for each client. Without it, a wrong address or a client that is not registered looks
 * like a server that rejects everything, and every vector that must be rejected would agree.
 */
export const probe = async (remote: Remote): Promise<Probed> => {
  const asked = plainVectorsOf(remote);
  const unjudged = await unjudgedIn(remote, asked);
  const problem = await addressProblem(remote, asked, unjudged);
  if (problem !== undefined) return { kind: 'unjudged', problem };
  const clients = new Set(remote.clients);
  for (const { clientId } of unjudged) clients.delete(clientId);
  return { kind: 'judged', remote: { ...remote, clients }, unjudged };
};
