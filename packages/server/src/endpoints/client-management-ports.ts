import { type Asked, type ClientManagementPorts } from '@codegrant/core/internal';
import { managedClientOf } from '../ports/managed-client-of.ts';
import { manageRegistry } from '../managed-clients/manage-registry.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { mapAwaitable } from '../ports/awaitable.ts';
import { guarded } from '../ports/guarded-call.ts';
import { checkedManager, type ClientManagementOptions } from './client-management-options.ts';
import { asAnswer, type Pause } from './run.ts';

/** The ports of the flows that manage clients. */
export const clientManagementPorts = <Context>(
  context: Context,
  options: ClientManagementOptions,
  settings: ServerSettings<Context>,
): Asked<Pause, ClientManagementPorts> => {
  const management = manageRegistry(options.registry, settings);
  const authorize = guarded(
    'authorize of clientManagement',
    () => options.authorize(context),
    settings.portTimeoutMilliseconds,
  );
  return {
    identifyManager: () => asAnswer(checkedManager(authorize())),
    listClients: (filter, offset, limit) =>
      asAnswer(
        mapAwaitable(management.list(filter, offset, limit), ({ records, total }) => ({
          clients: records.map(managedClientOf),
          total,
        })),
      ),
    findClient: (clientId) =>
      asAnswer(mapAwaitable(management.read(clientId), (record) => record && managedClientOf(record))),
    createClient: (client, manager) => asAnswer(management.createClient(client, manager)),
    changeClient: (clientId, changes) => asAnswer(management.changeClient(clientId, changes)),
    deleteClient: (clientId) => asAnswer(management.remove(clientId)),
  };
};
