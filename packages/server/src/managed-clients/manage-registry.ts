import {
  type ChangedClient,
  type ClientChanges,
  type ClientMetadata,
  type CreatedClient,
  hashClientSecret,
  type InvalidClient,
  type RequestedClient,
  type UnknownClient,
} from '@codegrant/core';
import {
  managedMetadata,
  managedMetadataProblems,
  newGrantId as newUuid,
  randomString,
} from '@codegrant/core/internal';
import type { ServerSettings } from '../options/server-settings.ts';
import type { ClientRecord, ClientRegistry } from '../ports/client-registry.ts';
import { TemporarilyUnavailable } from '../ports/temporarily-unavailable.ts';
import { type CheckedRegistry, checkedRegistry } from './checked-registry.ts';
import { managedClientOf } from '../ports/managed-client-of.ts';

/** What the functions below take from the settings of a server. */
export type ManagementSettings = Pick<
  ServerSettings<unknown>,
  'policy' | 'grantTypes' | 'now' | 'entropy' | 'portTimeoutMilliseconds'
>;

/** Who creates a client, and for which organization. */
export interface ClientCreator {
  readonly orgId?: string | undefined;
  readonly userId?: string | undefined;
}

/** A secret that replaced another. Nothing else has it. */
export interface RotatedSecret {
  readonly kind: 'rotated';
  readonly secret: string;
}

/** The functions that change a registry, for the functions of the operator and for HTTP. */
export interface RegistryManagement extends CheckedRegistry {
  readonly createClient: (client: RequestedClient, creator: ClientCreator) => Promise<CreatedClient | InvalidClient>;
  readonly changeClient: (
    clientId: string,
    changes: ClientChanges,
  ) => Promise<ChangedClient | InvalidClient | UnknownClient>;
  readonly rotateSecret: (
    clientId: string,
    overlapSeconds: number,
  ) => Promise<RotatedSecret | InvalidClient | UnknownClient>;
}

/** How often a change is tried again that met another one. */
const attempts = 8;

const invalid = ([first, ...others]: readonly string[]): InvalidClient | undefined =>
  first === undefined ? undefined : { kind: 'invalid', problems: [first, ...others] };

const fixedMembers: readonly string[] = ['client_id', 'client_secret', 'client_secret_hashes', 'origin'];

/** The types say so too, but JavaScript has no types, and a caller may pass what a stranger sent. */
const fixedProblems = (given: object): readonly string[] =>
  fixedMembers.filter((name) => Object.hasOwn(given, name)).map((name) => `${name} cannot be set here: leave it out.`);

/** Manages the registrations of a registry. Every change is checked as a registration in code is. */
export const manageRegistry = (registry: ClientRegistry, settings: ManagementSettings): RegistryManagement => {
  const { policy, grantTypes, now, entropy, portTimeoutMilliseconds } = settings;
  const names = grantTypes.map(({ name }) => name);
  const problemsOf = (metadata: ClientMetadata): readonly string[] => managedMetadataProblems(metadata, policy, names);
  const checked = checkedRegistry(registry, portTimeoutMilliseconds);

  /** Replaces a registration by what `next` makes of it. Another change at the same time is not lost. */
  const replace = async (
    clientId: string,
    next: (record: ClientRecord) => ClientRecord | InvalidClient,
  ): Promise<ClientRecord | InvalidClient | UnknownClient> => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const record = await checked.read(clientId);
      if (record === undefined) return { kind: 'unknown' };
      const changed = next(record);
      if ('kind' in changed) return changed;
      const saved = { ...changed, updatedAt: now(), revision: record.revision + 1 };
      const answer = await checked.update(saved);
      if (answer === 'updated') return saved;
      if (answer === 'unknown') return { kind: 'unknown' };
    }
    throw new TemporarilyUnavailable(`The client ${JSON.stringify(clientId)} is being changed by others. Try again.`);
  };

  return {
    ...checked,
    createClient: async ({ metadata: given, clientType }, { orgId, userId }) => {
      const clientId = newUuid(entropy());
      const secret = clientType === 'public' ? undefined : randomString(entropy());
      const metadata = managedMetadata(given, clientId, secret);
      const problems = [...fixedProblems(given), ...problemsOf(metadata)];
      const refused = invalid(problems);
      if (refused !== undefined) return refused;
      const at = now();
      const record = { metadata, createdAt: at, updatedAt: at, expiresAt: undefined, revision: 0, orgId, userId };
      const answer = await checked.create(record);
      if (answer !== 'created')
        throw new TypeError(
          `registry.createClient returned ${answer} for a random client_id and no cap. Check that random returns new bytes each time.`,
        );
      return { kind: 'created', client: managedClientOf(record), secret };
    },
    changeClient: async (clientId, changes) => {
      const refused = invalid(fixedProblems(changes));
      if (refused !== undefined) return refused;
      const changed = await replace(clientId, (record) => {
        const metadata = { ...record.metadata, ...changes };
        return invalid(problemsOf(metadata)) ?? { ...record, metadata };
      });
      return 'kind' in changed ? changed : { kind: 'changed', client: managedClientOf(changed) };
    },
    rotateSecret: async (clientId, overlapSeconds) => {
      const secret = randomString(entropy());
      const changed = await replace(clientId, ({ metadata, retiredSecrets = [], ...record }) => {
        const { client_secret_hashes: hashes = [] } = metadata;
        if (hashes.length === 0)
          return {
            kind: 'invalid',
            problems: ['client_secret cannot be replaced: the client has none.'],
          };
        const expiresAt = now() + overlapSeconds;
        const retired = [
          ...retiredSecrets.filter((old) => old.expiresAt > now()),
          ...hashes.map((hash) => ({ hash, expiresAt })),
        ];
        return {
          ...record,
          metadata: { ...metadata, client_secret_hashes: [hashClientSecret(secret)] },
          retiredSecrets: overlapSeconds === 0 ? [] : retired,
        };
      });
      return 'kind' in changed ? changed : { kind: 'rotated', secret };
    },
  };
};
