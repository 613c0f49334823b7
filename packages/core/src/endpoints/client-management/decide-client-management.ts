import { managedMetadata, managedMetadataProblems } from '../../client/managed-metadata.ts';
import type { ManagedClient } from '../../client/managed-client.ts';
import { answered, type Asked, runSync } from '../../flow/flow.ts';
import type { Policy } from '../../settings/policy.ts';
import type { ClientManagementPorts, CreatedClient, InvalidClient } from './client-management-ports.ts';
import type { ClientManagementOutcome } from './client-management-reply.ts';
import type { ClientManager } from './client-manager.ts';
import type { ClientChanges, RequestedClient } from './client-request.ts';
import { isListedClient } from './is-listed-client.ts';
import { changeClient, createClient, deleteClient, findClient, listClients } from './manage-clients.ts';

/** A request that manages clients. */
export type ClientManagementRequest =
  /** `query` is that of the request, without the `?`. */
  | { readonly kind: 'list'; readonly query: string }
  /** `value` is the posted JSON. */
  | { readonly kind: 'create'; readonly value: unknown }
  | { readonly kind: 'change'; readonly clientId: string; readonly value: unknown }
  | { readonly kind: 'find' | 'delete'; readonly clientId: string };

/** Everything that the answer depends on, except the request. */
export interface ClientManagementFacts {
  /** Who sends the request. */
  readonly manager: ClientManager | undefined;
  /** Every client, of all organizations, the oldest first. */
  readonly clients: readonly ManagedClient[];
  readonly policy: Policy;
  /** What the server supports besides `authorization_code` and `refresh_token`. */
  readonly grantTypes: readonly string[];
  /** For a client that is created. */
  readonly clientId: string;
  /** For a confidential client that is created. */
  readonly secret: string;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

const invalid = ([first, ...others]: readonly string[]): InvalidClient | undefined =>
  first === undefined ? undefined : { kind: 'invalid', problems: [first, ...others] };

const created = (
  { clientType, metadata }: RequestedClient,
  { orgId, userId }: ClientManager,
  { policy, grantTypes, clientId, secret, now }: ClientManagementFacts,
): CreatedClient | InvalidClient => {
  const issued = clientType === 'public' ? undefined : secret;
  const { client_secret_hashes: _hashes, ...kept } = managedMetadata(metadata, clientId, issued);
  const problems = managedMetadataProblems(managedMetadata(metadata, clientId, issued), policy, grantTypes);
  const times = { createdAt: now, updatedAt: now, expiresAt: undefined };
  return (
    invalid(problems) ?? {
      kind: 'created',
      client: { metadata: kept, clientType, ...times, orgId, userId },
      secret: issued,
    }
  );
};

const portsOver = (facts: ClientManagementFacts): Asked<never, ClientManagementPorts> => {
  const { manager, clients, policy, grantTypes, secret, now } = facts;
  const find = (clientId: string): ManagedClient | undefined =>
    clients.find(({ metadata }) => metadata.client_id === clientId);
  const changed = (client: ManagedClient, changes: ClientChanges): ManagedClient => ({
    ...client,
    metadata: { ...client.metadata, ...changes },
    updatedAt: now,
  });
  const problemsOf = ({ metadata, clientType }: ManagedClient) =>
    managedMetadataProblems(
      managedMetadata(metadata, metadata.client_id, clientType === 'public' ? undefined : secret),
      policy,
      grantTypes,
    );
  return {
    identifyManager: () => answered(manager),
    listClients: ({ orgId, ...filter }, offset, limit) => {
      const listed = clients.filter((client) => client.orgId === orgId && isListedClient(client, filter));
      return answered({ clients: listed.slice(offset, offset + limit), total: listed.length });
    },
    findClient: (clientId) => answered(find(clientId)),
    createClient: (client, creator) => answered(created(client, creator, facts)),
    changeClient: (clientId, changes) => {
      const client = find(clientId);
      if (client === undefined) return answered({ kind: 'unknown' as const });
      const next = changed(client, changes);
      return answered(invalid(problemsOf(next)) ?? { kind: 'changed' as const, client: next });
    },
    // The caller deletes what the outcome has.
    deleteClient: (clientId) => answered(find(clientId) !== undefined),
  };
};

/**
 * Decides a request that manages clients, without input or output.
 *
 * @returns what to save or to delete, and what to answer: see {@link clientManagementReply}
 */
export const decideClientManagement = (
  request: ClientManagementRequest,
  facts: ClientManagementFacts,
): ClientManagementOutcome => {
  const ports = portsOver(facts);
  switch (request.kind) {
    case 'list':
      return runSync(listClients(request.query, ports));
    case 'create':
      return runSync<ClientManagementOutcome>(createClient(request.value, facts.grantTypes, ports));
    case 'find':
      return runSync(findClient(request.clientId, ports));
    case 'change':
      return runSync<ClientManagementOutcome>(changeClient(request.clientId, request.value, facts.grantTypes, ports));
    case 'delete':
      return runSync(deleteClient(request.clientId, ports));
  }
};
