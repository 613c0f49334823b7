import { get, postJson, type Send } from '../wire/send.ts';
import { answerWith, askedOf, authorizeWith } from './plain-request.ts';
import { redirectParameters } from './redirect-parameters.ts';
import type { RequestInOutage } from './request-in-outage.ts';

const hostedTokenOf = async (send: Send): Promise<string> =>
  redirectParameters(await send(authorizeWith())).get('consent_token') ?? '';

/** Requests to the authorization endpoint and to the consent endpoints. */
export const authorizationInOutage: readonly RequestInOutage[] = [
  {
    request: 'an authorization request that leads to the consent page',
    reach: async () => authorizeWith(),
    calls: { 'clients.find': 'page', 'owner.identify': 'client', 'consents.granted': 'client' },
  },
  {
    request: 'an authorization request for scopes that were allowed before',
    reach: async (_send, state) => {
      state.remembered = ['read'];
      return authorizeWith();
    },
    calls: { 'store.saveCode': 'client' },
  },
  {
    request: 'the answer of the consent page',
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
    options: { consentUrl: '/ask' },
    reach: async (send) => get(`/oauth/consent/${await hostedTokenOf(send)}`),
    calls: { 'owner.identify': 'json', 'clients.find': 'json' },
  },
  {
    request: 'the answer of a hosted consent page',
    options: { consentUrl: '/ask' },
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
];
