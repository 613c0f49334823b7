import type { GrantRecord, ServerEvent, ServerOptions } from '@codegrant/server';
import { type CheckedServer, startChecked } from './checked-server.ts';
import type { ConsentVector } from '../vectors/consent-vector.ts';
import { isAnswered } from '../expected/is-answered.ts';
import { withToken } from '../expected/decide-consent-vector.ts';
import { sentBy } from '../expected/decide-vector.ts';
import { plainGrant } from '../expected/fixed.ts';
import type { RefreshVector } from '../vectors/refresh-vector.ts';
import { vectorConsentUrl } from '../expected/replies.ts';
import type { TokenVector } from '../vectors/token-vector.ts';
import { recordOf } from '../expected/redeem-vector.ts';
import type { StartServer } from './running-server.ts';
import { tokenOn } from './token-on.ts';
import { get, post, postJson, type Send, type WireRequest, type WireResponse } from '../wire/send.ts';
import { tokenRequestOf } from '../wire/token-request.ts';
import type { AuthorizeVector, RedemptionVector } from '../vectors/vector.ts';
import {
  emptyState,
  type TestState,
  recordConsent,
  storeCode,
  storeRefreshToken,
  vectorServerOptions,
} from './vector-server.ts';
import { vectorPolicies } from '../vectors/vectors.ts';

/** The result of a redemption vector. */
export interface Redemption {
  readonly response: WireResponse;
  /** The grants whose tokens were revoked. */
  readonly revoked: readonly string[];
}

/** Servers that run vectors one after another. Every response is validated against the server's OpenAPI document. */
export interface VectorServers {
  readonly authorize: (vector: AuthorizeVector) => Promise<WireResponse>;
  readonly consent: (vector: ConsentVector) => Promise<WireResponse>;
  readonly redeem: (vector: RedemptionVector) => Promise<Redemption>;
  readonly refresh: (vector: RefreshVector) => Promise<Redemption>;
  readonly token: (vector: TokenVector) => Promise<WireResponse>;
  /** The grants of the user of the last vector, from the server's own port. */
  readonly grants: () => Promise<readonly GrantRecord[]>;
  /** Sends a request to the server with the policy `default`, without a signed-in user. */
  readonly send: Send;
  /** Sends a request to the same server with a hosted consent page. */
  readonly sendHosted: Send;
  /** The events of the last vector. */
  readonly events: () => readonly ServerEvent[];
  readonly close: () => Promise<void>;
}

/** What differs from the defaults: nothing, who shows the consent page, or what the token endpoint reads. */
type Mode = 'embedded' | 'hosted' | 'json';

const requestOf = (vector: AuthorizeVector): WireRequest => {
  const { text, method } = sentBy(vector);
  return method === 'GET' ? get(`/oauth/authorize?${text}`) : post('/oauth/authorize', text);
};

const answerForm = ({ given: { answer } }: AuthorizeVector, page: string): string => {
  const scope = answer.kind === 'allow' && answer.scope !== 'asAsked' ? ['', ...answer.scope] : [];
  return new URLSearchParams([
    ['consent_token', tokenOn(page)],
    ['decision', answer.kind],
    ...scope.map((item): [string, string] => ['scope', item]),
  ]).toString();
};

const authorize = async (send: Send, vector: AuthorizeVector, state: TestState): Promise<WireResponse> => {
  const { owner, remembered } = vector.given;
  state.owner = owner === null ? undefined : { subject: owner };
  if (!isAnswered(vector)) {
    state.remembered = remembered;
    return send(requestOf(vector));
  }
  const page = await send(requestOf(vector));
  state.remembered = remembered;
  return send(post('/oauth/consent', answerForm(vector, page.body)));
};

const consentRequestOf = (vector: ConsentVector): WireRequest => {
  const { request } = vector;
  if ('form' in request) return post('/oauth/consent', withToken(vector, request.form));
  if ('json' in request) return postJson('/oauth/grants', withToken(vector, request.json));
  return get(`/oauth/consent/${withToken(vector, request.details)}`);
};

const consent = async (send: Send, vector: ConsentVector, state: TestState): Promise<WireResponse> => {
  const { owner, remembered, recorded } = vector.given;
  state.owner = owner === null ? undefined : { subject: owner };
  state.remembered = remembered;
  if (recorded !== null) await recordConsent(state, recorded);
  return send(consentRequestOf(vector));
};

const modes: Readonly<Record<Mode, Partial<ServerOptions<unknown>>>> = {
  embedded: {},
  hosted: { consentUrl: vectorConsentUrl },
  json: { tokenRequestTypes: ['form', 'json'] },
};

const startAll = async (start: StartServer, state: () => TestState): Promise<ReadonlyMap<string, CheckedServer>> => {
  const running = new Map<string, CheckedServer>();
  for (const policy of Object.keys(vectorPolicies))
    for (const [mode, option] of Object.entries(modes))
      running.set(`${policy} ${mode}`, await startChecked(start, { ...vectorServerOptions(policy, state), ...option }));
  return running;
};

/** Starts servers for each policy of the vectors, and sets the state for each vector. */
export const startVectorServers = async (start: StartServer): Promise<VectorServers> => {
  let state: TestState = emptyState();
  const running = await startAll(start, () => state);
  const sendUnder = (policy: string, mode: Mode = 'embedded'): Send => {
    const server = running.get(`${policy} ${mode}`);
    if (server === undefined) throw new Error(`policies.json has no policy ${policy}.`);
    return server.send;
  };
  return {
    authorize: (vector) => {
      state = emptyState();
      return authorize(sendUnder(vector.given.policy), vector, state);
    },
    consent: (vector) => {
      state = emptyState();
      const mode = 'form' in vector.request ? 'embedded' : 'hosted';
      return consent(sendUnder(vector.given.policy, mode), vector, state);
    },
    redeem: async (vector) => {
      state = emptyState();
      if (vector.given.known) await storeCode(state, recordOf(vector), vector.given.used);
      const mode = 'form' in vector.request ? 'embedded' : 'json';
      const response = await sendUnder(vector.given.policy, mode)(tokenRequestOf(vector, '/oauth/token'));
      return { response, revoked: state.revoked };
    },
    refresh: async (vector) => {
      state = emptyState();
      await storeRefreshToken(state, vector);
      const response = await sendUnder(vector.given.policy)(tokenRequestOf(vector, '/oauth/token'));
      return { response, revoked: state.revoked };
    },
    token: (vector) => {
      state = emptyState();
      const mode = 'form' in vector.request ? 'embedded' : 'json';
      return sendUnder(vector.given.policy, mode)(tokenRequestOf(vector, '/oauth/token'));
    },
    grants: async () => state.grants.listGrants(plainGrant.subject),
    send: (request) => {
      state = emptyState();
      return sendUnder('default')(request);
    },
    sendHosted: (request) => {
      state = emptyState();
      return sendUnder('default', 'hosted')(request);
    },
    events: () => state.events,
    close: async () => {
      await Promise.all(Array.from(running.values(), ({ close }) => close()));
    },
  };
};
