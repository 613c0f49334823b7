import type {
  ChangedClient,
  ClientChanges,
  CreatedClient,
  InvalidClient,
  ManagedClient,
  ManagedClientPage,
  RequestedClient,
  UnknownClient,
} from '@codegrant/core';
import { outcomeReporter } from '../events/report-outcome.ts';
import { settingsOfServer } from './settings-of-server.ts';
import type { ClientFilter, ClientRegistry } from '../ports/client-registry.ts';
import { isNonEmptyString } from '../ports/is-non-empty-string.ts';
import { type ClientCreator, manageRegistry, type RotatedSecret } from '../managed-clients/manage-registry.ts';
import { managedClientOf } from '../ports/managed-client-of.ts';

/** A page of a list, and what it is filtered by. */
export interface ClientListQuery extends ClientFilter {
  /** From 1. Default: 1. */
  readonly pageNumber?: number | undefined;
  /** How many clients a page has: 1 to 1000. Default: 20. */
  readonly pageSize?: number | undefined;
}

/**
 * The clients of a registry, for tools and pages of your own. Protect a page against other sites, and decide who may use it. No function
 * returns a secret or its hash, except those that make a secret.
 *
 * Each function rejects with what the registry threw, for example with {@link TemporarilyUnavailable}, and with a TypeError for arguments
 * that are not of their type.
 */
export interface ManagedClients {
  /**
   * Creates a client with a random `client_id`, and with a random secret if it is confidential. Show the secret once: only its hash is kept.
   *
   * @param creator for which organization, and by whom. Default: for none
   * @returns `invalid` with every problem, each a sentence that begins with the name of a member: then nothing is created
   */
  readonly create: (client: RequestedClient, creator?: ClientCreator) => Promise<CreatedClient | InvalidClient>;
  /** Returns a client. `undefined` if there is none. */
  readonly find: (clientId: string) => Promise<ManagedClient | undefined>;
  /** Returns a page of the clients that match every filter, the oldest first. */
  readonly list: (query?: ClientListQuery) => Promise<ManagedClientPage>;
  /**
   * Replaces members of a registration. A member that is `undefined` is removed, and what is left out stays.
   *
   * @returns `invalid` with every problem of the whole registration: then nothing is changed
   */
  readonly change: (clientId: string, changes: ClientChanges) => Promise<ChangedClient | InvalidClient | UnknownClient>;
  /**
   * Replaces the secret of a confidential client.
   *
   * @param overlap how long the earlier secrets are accepted too. 0: the new secret is the only one at once. At most 31536000 (a year)
   * @returns the new secret, or `invalid` for a public client
   */
  readonly rotateSecret: (
    clientId: string,
    overlap: { readonly overlapSeconds: number },
  ) => Promise<RotatedSecret | InvalidClient | UnknownClient>;
  /**
   * Deletes a client. From then on, it gets no code, and can use no code, secret and refresh token. Access tokens that it has are valid until
   * they expire.
   *
   * @returns whether there was one
   */
  readonly remove: (clientId: string) => Promise<boolean>;
}

const isCount = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;

const must = (holds: boolean, problem: string): void => {
  if (!holds) throw new TypeError(problem);
};

const mustBeClientId = (clientId: unknown): void =>
  must(isNonEmptyString(clientId), 'The client_id must be a non-empty string.');

/**
 * Manages the clients of a registry.
 *
 * @param server what `createAuthorizationServer` returned: its policy is the one that registrations are compared with
 * @param registry where the clients are. The server must have it too: in the option `clients`, or in `clientManagement` or `registration`
 * @throws {TypeError} if the server is anything else, for example a copy
 * @example
 * const { create } = managedClients(server, registry);
 * const created = await create({
 *   clientType: 'confidential',
 *   metadata: { client_name: 'Shop', redirect_uris: ['https://shop.example/callback'], scope: 'read' },
 * });
 * if (created.kind === 'created') console.log(created.client.metadata.client_id, created.secret);
 */
export const managedClients = (server: object, registry: ClientRegistry): ManagedClients => {
  const settings = settingsOfServer(server);
  const management = manageRegistry(registry, settings);
  const report = (clientId: string, action: 'created' | 'changed' | 'secretRotated' | 'deleted'): void =>
    outcomeReporter('clientList', settings)({ kind: 'clientManaged', action, by: 'operator' }, { clientId });
  return {
    create: async (client, creator = {}) => {
      const { clientType } = client;
      must(['confidential', 'public'].includes(clientType), 'clientType must be confidential or public.');
      const created = await management.createClient(client, creator);
      if (created.kind === 'created') report(created.client.metadata.client_id, 'created');
      return created;
    },
    find: async (clientId) => {
      mustBeClientId(clientId);
      const record = await management.read(clientId);
      return record && managedClientOf(record);
    },
    list: async ({ pageNumber = 1, pageSize = 20, ...filter } = {}) => {
      must(isCount(pageNumber, 999_999_999), 'pageNumber must be a whole number from 1.');
      must(isCount(pageSize, 1000), 'pageSize must be a whole number from 1 to 1000.');
      const { records, total } = await management.list(filter, (pageNumber - 1) * pageSize, pageSize);
      return { clients: records.map(managedClientOf), total };
    },
    change: async (clientId, changes) => {
      mustBeClientId(clientId);
      const changed = await management.changeClient(clientId, changes);
      if (changed.kind === 'changed') report(clientId, 'changed');
      return changed;
    },
    rotateSecret: async (clientId, { overlapSeconds }) => {
      mustBeClientId(clientId);
      must(
        overlapSeconds === 0 || isCount(overlapSeconds, 31_536_000),
        'overlapSeconds must be a whole number of seconds from 0 to 31536000 (a year).',
      );
      const rotated = await management.rotateSecret(clientId, overlapSeconds);
      if (rotated.kind === 'rotated') report(clientId, 'secretRotated');
      return rotated;
    },
    remove: async (clientId) => {
      mustBeClientId(clientId);
      const isRemoved = await management.remove(clientId);
      if (isRemoved) report(clientId, 'deleted');
      return isRemoved;
    },
  };
};
