import { mapAwaitable } from '../ports/awaitable.ts';
import type { Clients } from '../ports/clients.ts';
import type { ClientSource, SourceSettings } from './client-source.ts';

/** A registry that asks the sources for what the operator did not register: a registration of the operator comes first. */
export const clientsOfSources = (
  clients: Clients,
  sources: readonly ClientSource[],
  settings: SourceSettings,
): Clients =>
  sources.length === 0
    ? clients
    : {
        find: (clientId) =>
          mapAwaitable(
            clients.find(clientId),
            (client) => client ?? sources.find((source) => source.owns(clientId))?.find(clientId, settings),
          ),
      };
