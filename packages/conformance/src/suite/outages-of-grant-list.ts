import { grantList } from '@codegrant/server';
import { plainGrant } from '../expected/fixed.ts';
import { get } from '../wire/send.ts';
import type { RequestInOutage } from './request-in-outage.ts';

/** Requests to the list of grants. */
export const grantListInOutage: readonly RequestInOutage[] = [
  {
    request: 'a request for the list of grants',
    options: { endpoints: [grantList] },
    reach: async () => get('/oauth_grants'),
    calls: { 'owner.identify': 'json', 'grants.listGrants': 'json' },
  },
  {
    request: 'the revocation of a grant by its user',
    options: { endpoints: [grantList] },
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
