import { type ClientMetadata, InvalidSettings, memoryConsents, memoryStore, readClient } from '@codegrant/server';
import type { TestedPorts } from '../../src/suite/made-store.ts';

const validated = (metadata: ClientMetadata): ReturnType<TestedPorts['clients']['find']> => {
  const read = readClient(metadata);
  if (read.kind === 'invalid') throw new InvalidSettings('client', read.problems);
  return read.value;
};

/** Every port that the suite tests, in the memory of this process. */
export const memoryPorts = (): TestedPorts => {
  const registrations = new Map<string, ClientMetadata>();
  return {
    store: memoryStore(),
    consents: memoryConsents(),
    clients: {
      find: (clientId) => {
        const metadata = registrations.get(clientId);
        return metadata === undefined ? undefined : validated(metadata);
      },
      save: (metadata) => {
        validated(metadata);
        registrations.set(metadata.client_id, metadata);
      },
      remove: (clientId) => void registrations.delete(clientId),
    },
  };
};
