import { hashClientSecret, type Issuing } from '@codegrant/core';
import { needsSecret, randomString, selfRegistrationOf } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from '../ports/awaitable.ts';
import type { ClientRegistry } from '../ports/client-registry.ts';
import { guarded } from '../ports/guarded-call.ts';
import type { Registration, SelfRegisteredClients } from './self-registered-clients.ts';

/** How many clients are kept, and for how long. */
export interface StoredClientsLimits {
  /** How many clients that registered themselves there may be. */
  readonly maxClients: number;
  /** How long a client is kept that was never used, in seconds. */
  readonly unusedLifetimeSeconds: number;
}

/** In bytes of JSON. */
const longestRegistration = 4096;

/** No client_id of the operator should begin with it. */
const prefix = 'self-';

const clientIdSyntax = /^self-[\w-]{43}$/;

const mustReturn = (returned: unknown): never => {
  throw new TypeError(
    returned === 'exists'
      ? 'registry.createClient returned exists for a random client_id. Check that random returns new bytes each time.'
      : 'registry.createClient must return created, exists or full.',
  );
};

/** Saves a client, whose secret only its client will know. */
const create = (
  registry: ClientRegistry,
  { metadata, allowed, settings }: Registration,
  { maxClients, unusedLifetimeSeconds }: StoredClientsLimits,
): Awaitable<Issuing> => {
  const { now, entropy, portTimeoutMilliseconds } = settings;
  const clientId = prefix + randomString(entropy());
  const secret = needsSecret(metadata) ? randomString(entropy()) : undefined;
  const issuedAt = now();
  const record = {
    metadata: selfRegistrationOf(metadata, clientId, secret === undefined ? [] : [hashClientSecret(secret)], allowed),
    createdAt: issuedAt,
    updatedAt: issuedAt,
    expiresAt: issuedAt + unusedLifetimeSeconds,
    revision: 0,
  };
  const createClient = guarded(
    'registry.createClient',
    () => registry.createClient(record, maxClients),
    portTimeoutMilliseconds,
  );
  return mapAwaitable<unknown, Issuing>(createClient(), (returned) => {
    if (returned === 'full') return { kind: 'full' };
    return returned === 'created' ? { kind: 'issued', clientId, secret, issuedAt } : mustReturn(returned);
  });
};

/** Clients that a registry keeps. */
export const storedClients = (registry: ClientRegistry, limits: StoredClientsLimits): SelfRegisteredClients => ({
  clientTypes: 'any',
  longestRegistration,
  owns: (clientId) => clientIdSyntax.test(clientId),
  find: (clientId) => registry.find(clientId),
  keep: (clientId) => registry.keepClient(clientId),
  issue: (registration) => create(registry, registration, limits),
});
