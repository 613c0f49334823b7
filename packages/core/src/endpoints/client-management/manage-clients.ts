import type { ManagedClient } from '../../client/managed-client.ts';
import { readParams } from '../../encoding/read-params.ts';
import { type Refusal, type RefusalVerdict, refuse } from '../../errors/refusal.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import type { Rule } from '../../rules/rule.ts';
import { Broken } from '../../rules/stage.ts';
import type { Result } from '../../settings/invalid-settings.ts';
import { type ListRequest, listRequestStage } from '../grant-list/list-request.ts';
import { clientFilterStage } from './client-filter.ts';
import type { ClientManagementPorts, InvalidClient } from './client-management-ports.ts';
import { type ClientManager, clientManagerStage } from './client-manager.ts';
import { problemOfRequest, readChanges, readCreation } from './client-request.ts';
import { clientMetadataRule, clientObjectStage, managedClientStage } from './managed-client-stages.ts';

/** A page of the clients of an organization. */
export interface ListedClients extends ListRequest {
  readonly kind: 'listClients';
  readonly clients: readonly ManagedClient[];
  /** How many clients all pages have. */
  readonly totalResults: number;
}

/** A client that was created, with its secret if it is confidential. */
export interface CreatedManagedClient {
  readonly kind: 'createClient';
  readonly client: ManagedClient;
  readonly secret: string | undefined;
}

/** A client that was read, changed or deleted. */
export interface OneManagedClient {
  readonly kind: 'findClient' | 'changeClient' | 'deleteClient';
  readonly client: ManagedClient;
}

/** A client that was not created or changed. */
export interface RefusedClient {
  readonly kind: 'refuseClient';
  readonly rule: Rule<RefusalVerdict>;
  /** What is wrong, each a sentence that begins with the name of a member of the request. */
  readonly problems: readonly string[];
}

type Ports<Pause> = Asked<Pause, ClientManagementPorts>;

/** Returns what was read, unless there are problems. */
const checked = <Value>(read: Result<Value>): Value | RefusedClient =>
  read.kind === 'valid' ? read.value : { kind: 'refuseClient', rule: clientMetadataRule, problems: read.problems };

/** The problems of a registration, with the names that its members have in requests. */
const asRequested = ({ problems: [first, ...others] }: InvalidClient): InvalidClient => ({
  kind: 'invalid',
  problems: [problemOfRequest(first), ...others.map(problemOfRequest)],
});

const isRefused = (value: object): value is RefusedClient => 'kind' in value && value.kind === 'refuseClient';

function* managerOf<Pause>(ports: Ports<Pause>): Flow<Pause, ClientManager | Broken<RefusalVerdict>> {
  const manager = yield* ports.identifyManager();
  return clientManagerStage.run({ manager });
}

/**
 * The list of the clients of an organization: manager → page → filter → clients.
 *
 * @param query the query of the request, without the `?`
 */
export function* listClients<Pause>(query: string, ports: Ports<Pause>): Flow<Pause, ListedClients | Refusal> {
  const manager = yield* managerOf(ports);
  if (manager instanceof Broken) return refuse(manager.rule);

  const params = readParams(query);
  const asked = listRequestStage.run(params);
  if (asked instanceof Broken) return refuse(asked.rule);
  const filter = clientFilterStage.run(params);
  if (filter instanceof Broken) return refuse(filter.rule);

  const { pageNumber, pageSize } = asked;
  const ofOrg = { ...filter, orgId: manager.orgId };
  const { clients, total } = yield* ports.listClients(ofOrg, (pageNumber - 1) * pageSize, pageSize);
  return { kind: 'listClients', pageNumber, pageSize, clients, totalResults: total };
}

/**
 * The creation of a client: manager → request → registration.
 *
 * @param value the posted JSON
 * @param grantTypes what the server supports besides `authorization_code` and `refresh_token`
 */
export function* createClient<Pause>(
  value: unknown,
  grantTypes: readonly string[],
  ports: Ports<Pause>,
): Flow<Pause, CreatedManagedClient | RefusedClient | Refusal> {
  const manager = yield* managerOf(ports);
  if (manager instanceof Broken) return refuse(manager.rule);

  const posted = clientObjectStage.run({ value });
  if (posted instanceof Broken) return refuse(posted.rule);
  const requested = checked(readCreation(posted.object, grantTypes));
  if (isRefused(requested)) return requested;

  const created = yield* ports.createClient(requested, manager);
  const made = checked(created.kind === 'invalid' ? asRequested(created) : { kind: 'valid', value: created });
  return isRefused(made) ? made : { kind: 'createClient', client: made.client, secret: made.secret };
}

/** One client of an organization: manager → client. */
export function* findClient<Pause>(clientId: string, ports: Ports<Pause>): Flow<Pause, OneManagedClient | Refusal> {
  const manager = yield* managerOf(ports);
  if (manager instanceof Broken) return refuse(manager.rule);

  const { orgId } = manager;
  const client = managedClientStage.run({ client: yield* ports.findClient(clientId), orgId });
  return client instanceof Broken ? refuse(client.rule) : { kind: 'findClient', client };
}

/** A change of a client: manager → client → request → registration. */
export function* changeClient<Pause>(
  clientId: string,
  value: unknown,
  grantTypes: readonly string[],
  ports: Ports<Pause>,
): Flow<Pause, OneManagedClient | RefusedClient | Refusal> {
  const found = yield* findClient(clientId, ports);
  if (found.kind === 'refuse') return found;

  const posted = clientObjectStage.run({ value });
  if (posted instanceof Broken) return refuse(posted.rule);
  const changes = checked(readChanges(posted.object, grantTypes));
  if (isRefused(changes)) return changes;

  const changed = yield* ports.changeClient(clientId, changes);
  const made = checked(changed.kind === 'invalid' ? asRequested(changed) : { kind: 'valid', value: changed });
  if (isRefused(made)) return made;
  // Another request may have deleted it since.
  const client = made.kind === 'changed' ? made.client : undefined;
  const left = managedClientStage.run({ client, orgId: found.client.orgId ?? '' });
  return left instanceof Broken ? refuse(left.rule) : { kind: 'changeClient', client: left };
}

/** The deletion of a client: manager → client → deletion. */
export function* deleteClient<Pause>(clientId: string, ports: Ports<Pause>): Flow<Pause, OneManagedClient | Refusal> {
  const found = yield* findClient(clientId, ports);
  if (found.kind === 'refuse') return found;
  const isDeleted = yield* ports.deleteClient(clientId);
  const { client } = found;
  const left = managedClientStage.run({ client: isDeleted ? client : undefined, orgId: client.orgId ?? '' });
  return left instanceof Broken ? refuse(left.rule) : { kind: 'deleteClient', client };
}
