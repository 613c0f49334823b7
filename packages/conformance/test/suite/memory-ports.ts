import {
  type Client,
  defineClient,
  memoryAccessTokens,
  memoryClientRegistry,
  memoryConsents,
  memoryGrants,
  memoryStore,
} from '@codegrant/server';
import type { TestedPorts } from '../../src/suite/made-store.ts';

/** Every port that the suite tests, in the memory of this process. */
export const memoryPorts = (): TestedPorts => {
  const clients = new Map<string, Client>();
  return {
    store: memoryStore(),
    consents: memoryConsents(),
    grants: memoryGrants(),
    accessTokens: memoryAccessTokens(),
    registry: memoryClientRegistry(),
    clients: {
      find: (clientId) => clients.get(clientId),
      save: (metadata) => void clients.set(metadata.client_id, defineClient(metadata)),
      remove: (clientId) => void clients.delete(clientId),
    },
  };
};
