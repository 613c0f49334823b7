import {
  fixedAccessToken,
  fixedCode,
  fixedNow,
  fixedRefreshToken,
  plainAccessToken,
  plainGrant,
  plainRecord,
  plainRefreshToken,
} from '../expected/fixed.ts';
import { get, postJson, type Send, type WireRequest } from '../wire/send.ts';
import {
  answerWith,
  askedOf,
  authorizeWith,
  introspectionOf,
  redemptionOf,
  refreshWith,
  revocationOf,
} from './plain-request.ts';
import { redirectParameters } from './redirect-parameters.ts';
import { storeCode, storePlainRefreshToken, type TestState } from './vector-server.ts';

/** A function of a port. */
export type PortFunction =
  | 'clients.find'
  | 'owner.identify'
  | 'consents.granted'
  | 'consents.remember'
  | 'consents.forget'
  | 'store.saveCode'
  | 'store.takeCode'
  | 'store.recordAnswer'
  | 'tokens.issue'
  | 'tokens.revoke'
  | 'tokens.find'
  | 'tokens.revokeToken'
  | 'grants.saveGrant'
  | 'grants.findGrant'
  | 'grants.listGrants'
  | 'grants.revokeGrant'
  | 'grants.saveRefreshToken'
  | 'grants.findRefreshToken'
  | 'grants.useRefreshToken';

/** How a request is answered during an outage: a page, JSON, or an error that the client gets by redirect. */
export type AnswerInOutage = 'page' | 'json' | 'client' | 'clientInJson';

/** A request that calls several ports. */
export interface RequestInOutage {
  readonly request: string;
  /** The consent page is hosted by the operator. */
  readonly hosted: boolean;
  /** Comes to the request, while every port works. */
  readonly reach: (send: Send, state: TestState) => Promise<WireRequest>;
  /** The functions that the request calls, in their order, and the answer if the function is not available. */
  readonly calls: Partial<Readonly<Record<PortFunction, AnswerInOutage>>>;
  /** A name in policies.json. Default: `default`. */
  readonly policy?: string;
  /** The list of grants is served. Default: it is not. */
  readonly withGrantList?: boolean;
  /** The functions after whose outage the same request gets `invalid_grant`, or 404 for a grant that was revoked. Default: none. */
  readonly notAgain?: readonly PortFunction[];
}

const hostedTokenOf = async (send: Send): Promise<string> =>
  redirectParameters(await send(authorizeWith())).get('consent_token') ?? '';

/** Every endpoint with ports. */
export const requestsInOutage: readonly RequestInOutage[] = [
  {
    request: 'an authorization request that leads to the consent page',
    hosted: false,
    reach: async () => authorizeWith(),
    calls: { 'clients.find': 'page', 'owner.identify': 'client', 'consents.granted': 'client' },
  },
  {
    request: 'an authorization request for scopes that were allowed before',
    hosted: false,
    reach: async (_send, state) => {
      state.remembered = ['read'];
      return authorizeWith();
    },
    calls: { 'store.saveCode': 'client' },
  },
  {
    request: 'the answer of the consent page',
    hosted: false,
    reach: async (send) => answerWith(await askedOf(send)),
    calls: {
      'owner.identify': 'page',
      'store.recordAnswer': 'page',
      'clients.find': 'page',
      'consents.granted': 'client',
      'store.saveCode': 'client',
      'consents.remember': 'client',
    },
  },
  {
    request: 'the details for a hosted consent page',
    hosted: true,
    reach: async (send) => get(`/oauth/consent/${await hostedTokenOf(send)}`),
    calls: { 'owner.identify': 'json', 'clients.find': 'json' },
  },
  {
    request: 'the answer of a hosted consent page',
    hosted: true,
    reach: async (send) =>
      postJson('/oauth/grants', JSON.stringify({ allowed: true, consent_token: await hostedTokenOf(send) })),
    calls: {
      'owner.identify': 'json',
      'store.recordAnswer': 'json',
      'clients.find': 'json',
      'consents.granted': 'clientInJson',
      'store.saveCode': 'clientInJson',
      'consents.remember': 'clientInJson',
    },
  },
  {
    request: 'a token request with a new code',
    hosted: false,
    reach: async (_send, state) => {
      await storeCode(state, plainRecord, false);
      return redemptionOf(fixedCode);
    },
    calls: { 'clients.find': 'json', 'store.takeCode': 'json', 'tokens.issue': 'json' },
    notAgain: ['tokens.issue'],
  },
  {
    request: 'a token request with a used code',
    hosted: false,
    reach: async (_send, state) => {
      await storeCode(state, plainRecord, true);
      return redemptionOf(fixedCode);
    },
    calls: { 'grants.revokeGrant': 'json', 'tokens.revoke': 'json' },
    notAgain: ['grants.revokeGrant', 'tokens.revoke'],
  },
  {
    request: 'a token request with a new code, for a client that gets a refresh token',
    hosted: false,
    policy: 'refresh',
    reach: async (_send, state) => {
      const redirectUri = 'https://refresh.example/callback';
      await storeCode(state, { ...plainRecord, clientId: 'refresh-web', redirectUri }, false);
      return redemptionOf(fixedCode, {
        client_id: 'refresh-web',
        client_secret: 'refresh-secret',
        redirect_uri: redirectUri,
      });
    },
    calls: { 'grants.saveGrant': 'json', 'grants.saveRefreshToken': 'json' },
    notAgain: ['grants.saveGrant', 'grants.saveRefreshToken'],
  },
  {
    request: 'a refresh',
    hosted: false,
    policy: 'refresh',
    reach: async (_send, state) => {
      await storePlainRefreshToken(state);
      return refreshWith(fixedRefreshToken);
    },
    calls: {
      'clients.find': 'json',
      'grants.findRefreshToken': 'json',
      'grants.findGrant': 'json',
      'grants.useRefreshToken': 'json',
      'grants.saveRefreshToken': 'json',
      'grants.saveGrant': 'json',
      'tokens.issue': 'json',
    },
  },
  {
    request: 'a refresh with a refresh token that was replaced',
    hosted: false,
    policy: 'refresh',
    reach: async (_send, state) => {
      await storePlainRefreshToken(state);
      const use = { salt: 'x', usedAt: fixedNow - 100, successorHash: 'x' };
      await state.grants.useRefreshToken(plainRefreshToken.tokenHash, use);
      return refreshWith(fixedRefreshToken);
    },
    calls: { 'grants.revokeGrant': 'json', 'tokens.revoke': 'json' },
    notAgain: ['grants.revokeGrant', 'tokens.revoke'],
  },
  {
    request: 'the revocation of a refresh token',
    hosted: false,
    policy: 'refresh',
    reach: async (_send, state) => {
      await storePlainRefreshToken(state);
      return revocationOf(fixedRefreshToken);
    },
    calls: {
      'clients.find': 'json',
      'grants.findRefreshToken': 'json',
      'grants.findGrant': 'json',
      'tokens.revoke': 'json',
      'grants.revokeGrant': 'json',
    },
  },
  {
    request: 'the revocation of an access token',
    hosted: false,
    policy: 'refresh',
    reach: async (_send, state) => {
      state.accessToken = plainAccessToken;
      return revocationOf(fixedAccessToken);
    },
    calls: {
      'clients.find': 'json',
      'grants.findRefreshToken': 'json',
      'tokens.find': 'json',
      'tokens.revokeToken': 'json',
    },
  },
  {
    request: 'the introspection of a refresh token',
    hosted: false,
    policy: 'refresh',
    reach: async (_send, state) => {
      await storePlainRefreshToken(state);
      return introspectionOf(fixedRefreshToken);
    },
    calls: {
      'clients.find': 'json',
      'tokens.find': 'json',
      'grants.findRefreshToken': 'json',
      'grants.findGrant': 'json',
    },
  },
  {
    request: 'a request for the list of grants',
    hosted: false,
    withGrantList: true,
    reach: async () => get('/oauth_grants'),
    calls: { 'owner.identify': 'json', 'grants.listGrants': 'json' },
  },
  {
    request: 'the revocation of a grant by its user',
    hosted: false,
    withGrantList: true,
    reach: async (_send, state) => {
      await state.grants.saveGrant(plainGrant);
      return { method: 'DELETE', target: `/oauth_grants/${plainGrant.grantId}` };
    },
    calls: {
      'owner.identify': 'json',
      'grants.findGrant': 'json',
      'grants.revokeGrant': 'json',
      'tokens.revoke': 'json',
      'consents.forget': 'json',
    },
    notAgain: ['tokens.revoke', 'consents.forget'],
  },
];
