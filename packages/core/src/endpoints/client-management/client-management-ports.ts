import type { ManagedClient } from '../../client/managed-client.ts';
import type { ClientListFilter } from './client-filter.ts';
import type { ClientManager } from './client-manager.ts';
import type { ClientChanges, RequestedClient } from './client-request.ts';

/** A client that was not created or changed, and why: sentences that begin with the name of a member. */
export interface InvalidClient {
  readonly kind: 'invalid';
  readonly problems: readonly [string, ...string[]];
}

/** A client that was created, with its secret if it is confidential. Nothing else has the secret. */
export interface CreatedClient {
  readonly kind: 'created';
  readonly client: ManagedClient;
  readonly secret: string | undefined;
}

/** A client that was changed. */
export interface ChangedClient {
  readonly kind: 'changed';
  readonly client: ManagedClient;
}

/** A client that does not exist. */
export interface UnknownClient {
  readonly kind: 'unknown';
}

/** A part of a list of clients. */
export interface ManagedClientPage {
  readonly clients: readonly ManagedClient[];
  /** How many clients match the filter. */
  readonly total: number;
}

/** The ports of the management of clients. */
export interface ClientManagementPorts {
  /** Who manages clients by this request. */
  readonly identifyManager: () => ClientManager | undefined;
  /** Returns a part of the list of the clients of an organization. */
  readonly listClients: (
    filter: ClientListFilter & { readonly orgId: string },
    offset: number,
    limit: number,
  ) => ManagedClientPage;
  readonly findClient: (clientId: string) => ManagedClient | undefined;
  readonly createClient: (client: RequestedClient, manager: ClientManager) => CreatedClient | InvalidClient;
  readonly changeClient: (clientId: string, changes: ClientChanges) => ChangedClient | InvalidClient | UnknownClient;
  /** Deletes a client. Returns whether there was one. */
  readonly deleteClient: (clientId: string) => boolean;
}
