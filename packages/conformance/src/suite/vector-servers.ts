import type { ServerEvent } from '@codegrant/server';
import { type CheckedServer, startChecked } from './checked-server.ts';
import type { ConsentVector } from '../vectors/consent-vector.ts';
import { isAnswered } from '../expected/is-answered.ts';
import { withToken } from '../expected/decide-consent-vector.ts';
import { sentBy } from '../expected/decide-vector.ts';
import { recordOf } from '../expected/redeem-vector.ts';
import { vectorConsentUrl } from '../expected/replies.ts';
import type { StartServer } from './running-server.ts';
import { get, post, postJson, type Send, type WireRequest, type WireResponse } from '../wire/send.ts';
import type { AuthorizeVector, RedemptionVector } from '../vectors/vector.ts';
import { emptyScene, type Scene, spendQuestion, storeCode, vectorServerOptions } from './vector-server.ts';
import { vectorPolicies } from '../vectors/vectors.ts';

/** What came of a redemption vector. */
export interface Redemption {
  readonly response: WireResponse;
  /** The grants whose tokens were taken back. */
  readonly revoked: readonly string[];
}

/** Servers that play vectors, one after another. Every answer is held against the server's OpenAPI document. */
export interface VectorServers {
  readonly authorize: (vector: AuthorizeVector) => Promise<WireResponse>;
  readonly consent: (vector: ConsentVector) => Promise<WireResponse>;
  readonly redeem: (vector: RedemptionVector) => Promise<Redemption>;
  /** Sends a request to the server under the policy `default`, where nobody is signed in. */
  readonly send: Send;
  /** The same, to one whose consent is asked for by a page of the operator's own. */
  readonly sendHosted: Send;
  /** What the report port was told of the vector that was played last. */
  readonly events: () => readonly ServerEvent[];
  readonly close: () => Promise<void>;
}

/** Who asks people: the server, or a page of the operator's own. */
type Asker = 'embedded' | 'hosted';

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

const consentRequestOf = (vector: ConsentVector): WireRequest => {
  const { request } = vector;
  if ('form' in request) return post('/oauth/consent', withToken(vector, request.form));
  if ('json' in request) return postJson('/oauth/grants', withToken(vector, request.json));
  return get(`/oauth/consent/${withToken(vector, request.details)}`);
};

const consent = async (send: Send, vector: ConsentVector, scene: Scene): Promise<WireResponse> => {
  const { owner, remembered, spent } = vector.given;
  scene.owner = owner === null ? undefined : { subject: owner };
  scene.remembered = remembered;
  if (spent) await spendQuestion(scene);
  return send(consentRequestOf(vector));
};

const redeem = async (send: Send, { request }: RedemptionVector): Promise<WireResponse> => {
  const headers = request.authorization === undefined ? {} : { authorization: request.authorization };
  return send(post('/oauth/token', request.form, headers));
};

const askers: Readonly<Record<Asker, { readonly consentUrl?: string }>> = {
  embedded: {},
  hosted: { consentUrl: vectorConsentUrl },
};

const startAll = async (start: StartServer, scene: () => Scene): Promise<ReadonlyMap<string, CheckedServer>> => {
  const running = new Map<string, CheckedServer>();
  for (const policy of Object.keys(vectorPolicies))
    for (const [asker, option] of Object.entries(askers))
      running.set(
        `${policy} ${asker}`,
        await startChecked(start, { ...vectorServerOptions(policy, scene), ...option }),
      );
  return running;
};

/** Starts servers for each policy that the vectors speak of, and sets the scene for each vector. */
export const startVectorServers = async (start: StartServer): Promise<VectorServers> => {
  let scene: Scene = emptyScene();
  const running = await startAll(start, () => scene);
  const sendUnder = (policy: string, asker: Asker = 'embedded'): Send => {
    const server = running.get(`${policy} ${asker}`);
    if (server === undefined) throw new Error(`policies.json has no policy ${policy}.`);
    return server.send;
  };
  return {
    authorize: (vector) => {
      scene = emptyScene();
      return authorize(sendUnder(vector.given.policy), vector, scene);
    },
    consent: (vector) => {
      scene = emptyScene();
      const asker = 'form' in vector.request ? 'embedded' : 'hosted';
      return consent(sendUnder(vector.given.policy, asker), vector, scene);
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
    sendHosted: (request) => {
      scene = emptyScene();
      return sendUnder('default', 'hosted')(request);
    },
    events: () => scene.events,
    close: async () => {
      await Promise.all(Array.from(running.values(), ({ close }) => close()));
    },
  };
};
