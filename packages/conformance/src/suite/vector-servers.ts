import { grantList, type GrantRecord, introspection, type ServerEvent, type ServerOptions } from '@codegrant/server';
import { type CheckedServer, startChecked } from './checked-server.ts';
import type { ConsentVector } from '../vectors/consent-vector.ts';
import { isAnswered } from '../expected/is-answered.ts';
import { withToken } from '../expected/decide-consent-vector.ts';
import { sentBy } from '../expected/decide-vector.ts';
import { plainGrant } from '../expected/fixed.ts';
import type { IntrospectionVector, RevocationVector } from '../vectors/presented-token-vector.ts';
import { storedGrants } from '../expected/grant-list-vector.ts';
import type { GrantListVector } from '../vectors/grant-list-vector.ts';
import type { RefreshVector } from '../vectors/refresh-vector.ts';
import { vectorConsentUrl } from '../expected/replies.ts';
import type { TokenVector } from '../vectors/token-vector.ts';
import { recordOf } from '../expected/redeem-vector.ts';
import type { StartServer } from './running-server.ts';
import { tokenOn } from './token-on.ts';
import { get, post, postJson, type Send, type WireRequest, type WireResponse } from '../wire/send.ts';
import { tokenRequestOf } from '../wire/token-request.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';
import type { RedemptionVector } from '../vectors/redemption-vector.ts';
import {
  emptyState,
  type TestState,
  recordConsent,
  storeCode,
  storeRefreshToken,
  storeTokens,
  vectorServerOptions,
} from './vector-server.ts';

/** The result of a redemption vector. */
export interface Redemption {
  readonly response: WireResponse;
  /** The grants whose tokens were revoked. */
  readonly revoked: readonly string[];
}

/** The result of a revocation vector. */
export interface Revocation extends Redemption {
  /** The access tokens that were revoked alone. */
  readonly revokedTokens: readonly string[];
}

/** The result of a vector of the list of grants. */
interface GrantListResult extends Redemption {
  /** The subjects and clients whose remembered consent was forgotten. */
  readonly forgotten: readonly (readonly [subject: string, clientId: string])[];
  /** The identifiers of the grants of `user-1` that are left. */
  readonly left: readonly string[];
}

/** Servers that run vectors one after another. Every response is validated against the server's OpenAPI document. */
export interface VectorServers {
  readonly authorize: (vector: AuthorizeVector) => Promise<WireResponse>;
  readonly consent: (vector: ConsentVector) => Promise<WireResponse>;
  readonly redeem: (vector: RedemptionVector) => Promise<Redemption>;
  readonly refresh: (vector: RefreshVector) => Promise<Redemption>;
  readonly token: (vector: TokenVector) => Promise<WireResponse>;
  readonly revoke: (vector: RevocationVector) => Promise<Revocation>;
  readonly introspect: (vector: IntrospectionVector) => Promise<WireResponse>;
  readonly grantList: (vector: GrantListVector) => Promise<GrantListResult>;
  /** The grants of the user of the last vector, from the server's own port. */
  readonly grants: () => Promise<readonly GrantRecord[]>;
  /** Sends a request to the server with the policy `default`, without a signed-in user. */
  readonly send: Send;
  /** Sends a request to the same server with a hosted consent page. */
  readonly sendHosted: Send;
  /** Sends a request to the same server with a list of grants. Its user is signed in, and has a grant. */
  readonly sendGrantList: Send;
  /** The events of the last vector. */
  readonly events: () => readonly ServerEvent[];
  readonly close: () => Promise<void>;
}

/** What differs from the defaults: nothing, who shows the consent page, what clients may post, what can be revoked, who introspects, or the list of grants. */
type Mode = 'embedded' | 'hosted' | 'json' | 'refreshTokensOnly' | 'owners' | 'grantList';

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

const grantListRequestOf = ({ request }: GrantListVector): WireRequest => {
  if ('list' in request) return get(request.list === '' ? '/oauth_grants' : `/oauth_grants?${request.list}`);
  return 'find' in request
    ? get(`/oauth_grants/${request.find}`)
    : { method: 'DELETE', target: `/oauth_grants/${request.revoke}` };
};

const modes: Readonly<Record<Mode, (options: ServerOptions<unknown>) => Partial<ServerOptions<unknown>>>> = {
  embedded: () => ({}),
  hosted: () => ({ consentUrl: vectorConsentUrl }),
  json: () => ({ tokenRequestTypes: ['form', 'json'] }),
  refreshTokensOnly: ({ tokens }) => (tokens === undefined ? {} : { tokens: { ...tokens, revokeToken: undefined } }),
  owners: () => ({
    tokenRequestTypes: ['form', 'json'],
    endpoints: [introspection({ askers: 'clientsAndOwners' })],
  }),
  grantList: () => ({ endpoints: [grantList] }),
};

const optionsOf = (policy: string, mode: Mode, state: () => TestState): ServerOptions<unknown> => {
  const options = vectorServerOptions(policy, state);
  return { ...options, ...modes[mode](options) };
};

const revocationMode = ({ given, request }: RevocationVector): Mode => {
  if (!given.revocableTypes.includes('access_token')) return 'refreshTokensOnly';
  return 'form' in request ? 'embedded' : 'json';
};

const introspectionMode = ({ given, request }: IntrospectionVector): Mode => {
  if (given.askers === 'clientsAndOwners') return 'owners';
  return 'form' in request ? 'embedded' : 'json';
};

/** Starts a server for each policy and mode when its first vector runs, and sets the state for each vector. */
export const startVectorServers = async (start: StartServer): Promise<VectorServers> => {
  let state: TestState = emptyState();
  const running = new Map<string, Promise<CheckedServer>>();
  const sendUnder =
    (policy: string, mode: Mode = 'embedded'): Send =>
    async (request) => {
      const name = `${policy} ${mode}`;
      const server =
        running.get(name) ??
        startChecked(
          start,
          optionsOf(policy, mode, () => state),
        );
      running.set(name, server);
      return (await server).send(request);
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
    revoke: async (vector) => {
      state = emptyState();
      await storeTokens(state, vector.given);
      const send = sendUnder(vector.given.policy, revocationMode(vector));
      const response = await send(tokenRequestOf(vector, '/oauth/revoke'));
      return { response, revoked: state.revoked, revokedTokens: state.revokedTokens };
    },
    introspect: async (vector) => {
      state = emptyState();
      await storeTokens(state, vector.given);
      const { owner, policy } = vector.given;
      state.owner = owner === null ? undefined : { subject: owner };
      return sendUnder(policy, introspectionMode(vector))(tokenRequestOf(vector, '/oauth/introspect'));
    },
    grantList: async (vector) => {
      state = emptyState();
      const { owner } = vector.given;
      state.owner = owner === null ? undefined : { subject: owner };
      for (const grant of storedGrants(vector)) await state.grants.saveGrant(grant);
      const response = await sendUnder('default', 'grantList')(grantListRequestOf(vector));
      const left = await state.grants.listGrants(plainGrant.subject);
      return {
        response,
        revoked: state.revoked,
        forgotten: state.forgotten,
        left: left.map(({ grantId }) => grantId),
      };
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
    sendGrantList: async (request) => {
      state = emptyState();
      state.owner = { subject: plainGrant.subject };
      await state.grants.saveGrant(plainGrant);
      return sendUnder('default', 'grantList')(request);
    },
    events: () => state.events,
    close: async () => {
      await Promise.all(Array.from(running.values(), async (server) => (await server).close()));
    },
  };
};
