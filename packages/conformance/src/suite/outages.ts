import { fixedCode, plainRecord } from '../expected/fixed.ts';
import { get, postJson, type Send, type WireRequest } from '../wire/send.ts';
import { answerWith, askedOf, authorizeWith, redemptionOf } from './plain-request.ts';
import { redirectParameters } from './redirect-parameters.ts';
import { storeCode, type TestState } from './vector-server.ts';

/** A function of a port. */
export type PortFunction =
  | 'clients.find'
  | 'owner.identify'
  | 'consents.granted'
  | 'consents.remember'
  | 'store.saveCode'
  | 'store.takeCode'
  | 'store.recordAnswer'
  | 'tokens.issue'
  | 'tokens.revoke';

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
  },
  {
    request: 'a token request with a used code',
    hosted: false,
    reach: async (_send, state) => {
      await storeCode(state, plainRecord, true);
      return redemptionOf(fixedCode);
    },
    calls: { 'tokens.revoke': 'json' },
  },
];
