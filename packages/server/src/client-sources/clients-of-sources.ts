import { mapAwaitable } from '../ports/awaitable.ts';
import type { Clients } from '../ports/clients.ts';
import { guarded } from '../ports/guarded-call.ts';
import type { ClientSource, SourceSettings } from './client-source.ts';

const finderIn =
  (sources: readonly ClientSource[], settings: SourceSettings, milliseconds: number): Clients['find'] =>
  (clientId) => {
    const source = sources.find(({ owns }) => owns(clientId));
    return source && guarded(`clientSources ${source.name}`, () => source.find(clientId, settings), milliseconds)();
  };

/**
 * A registry that asks the sources for what the operator did not register: a registration of the operator comes first.
 *
 * @param clients `undefined` if the operator registers no clients
 * @param milliseconds how long a source may take
 */
export const clientsOfSources = (
  clients: Clients,
  sources: readonly ClientSource[],
  settings: SourceSettings,
  milliseconds: number,
): Clients => {
  if (sources.length === 0) return clients;
  const findInSources = finderIn(sources, settings, milliseconds);
  return {
    find: (clientId) => mapAwaitable(clients.find(clientId), (client) => client ?? findInSources(clientId)),
  };
};
