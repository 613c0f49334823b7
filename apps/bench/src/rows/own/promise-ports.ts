import type { Workload } from '../../workload/workload.ts';
import { type Ports, valuePorts } from './ports.ts';

/** The same ports, each of whose methods returns a promise. */
export const promisePorts = (workload: Workload): Ports => {
  const { clients, owner, consents, store, tokens } = valuePorts(workload);
  return {
    clients: { find: async (clientId) => clients.find(clientId) },
    owner: { identify: async (context) => owner.identify(context) },
    consents: {
      granted: async (subject, clientId) => consents.granted(subject, clientId),
      remember: async (subject, clientId, scope) => consents.remember(subject, clientId, scope),
      forget: async (subject, clientId) => consents.forget(subject, clientId),
    },
    store: {
      saveCode: async (record) => store.saveCode(record),
      takeCode: async (...use) => store.takeCode(...use),
      recordAnswer: async (id, answer, expiresAt) => store.recordAnswer(id, answer, expiresAt),
    },
    tokens: {
      issue: async (grant) => tokens.issue(grant),
      revoke: async (grantId) => tokens.revoke(grantId),
    },
  };
};
