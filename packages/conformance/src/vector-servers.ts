import { isAnswered } from './is-answered.ts';
import { sentBy } from './judge-decision.ts';
import { recordOf } from './judge-redemption.ts';
import { type RunningServer, sendTo, type StartServer } from './running-server.ts';
import { get, post, type Send, type WireRequest, type WireResponse } from './send.ts';
import type { AuthorizeVector, RedemptionVector } from './vector.ts';
import { emptyScene, type Scene, storeCode, vectorServerOptions } from './vector-server.ts';
import { vectorPolicies } from './vectors.ts';

/** What came of a redemption vector. */
export interface Redemption {
  readonly response: WireResponse;
  /** The grants whose tokens were taken back. */
  readonly revoked: readonly string[];
}

/** Servers that play vectors, one after another. */
export interface VectorServers {
  readonly authorize: (vector: AuthorizeVector) => Promise<WireResponse>;
  readonly redeem: (vector: RedemptionVector) => Promise<Redemption>;
  /** Sends a request to the server under the policy `default`, where nobody is signed in. */
  readonly send: Send;
  readonly close: () => Promise<void>;
}

const requestOf = (vector: AuthorizeVector): WireRequest => {
  const { text, method } = sentBy(vector);
  return method === 'GET' ? get(`/oauth/authorize?${text}`) : post('/oauth/authorize', text);
};

const answerForm = ({ given: { answer } }: AuthorizeVector, page: string): string => {
  const token = /name="consent_token" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const scope = answer.kind === 'allow' && answer.scope !== 'asAsked' ? ['', ...answer.scope] : [];
  return new URLSearchParams([
    ['consent_token', token],
    ['decision', answer.kind],
    ...scope.map((item): [string, string] => ['scope', item]),
  ]).toString();
};

const authorize = async (send: Send, vector: AuthorizeVector, scene: Scene): Promise<WireResponse> => {
  const { owner, remembered } = vector.given;
  scene.owner = owner === null ? undefined : { subject: owner };
  if (!isAnswered(vector)) {
    scene.remembered = remembered;
    return send(requestOf(vector));
  }
  const question = await send(requestOf(vector));
  scene.remembered = remembered;
  return send(post('/oauth/consent', answerForm(vector, question.body)));
};

const redeem = async (send: Send, { request }: RedemptionVector): Promise<WireResponse> => {
  const headers = request.authorization === undefined ? {} : { authorization: request.authorization };
  return send(post('/oauth/token', request.form, headers));
};

/** Starts a server for each policy that the vectors speak of, and sets the scene for each vector. */
export const startVectorServers = async (start: StartServer): Promise<VectorServers> => {
  let scene: Scene = emptyScene();
  const running = new Map<string, RunningServer>();
  for (const policy of Object.keys(vectorPolicies))
    running.set(policy, await start(vectorServerOptions(policy, () => scene)));
  const sendUnder = (policy: string): Send => {
    const server = running.get(policy);
    if (server === undefined) throw new Error(`policies.json has no policy ${policy}.`);
    return sendTo(server);
  };
  return {
    authorize: (vector) => {
      scene = emptyScene();
      return authorize(sendUnder(vector.given.policy), vector, scene);
    },
    redeem: async (vector) => {
      scene = emptyScene();
      if (vector.given.known) await storeCode(scene, recordOf(vector), vector.given.used);
      return { response: await redeem(sendUnder('default'), vector), revoked: scene.revoked };
    },
    send: (request) => {
      scene = emptyScene();
      return sendUnder('default')(request);
    },
    close: async () => {
      await Promise.all(Array.from(running.values(), ({ close }) => close()));
    },
  };
};
