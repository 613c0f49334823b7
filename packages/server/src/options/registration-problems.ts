import type { Client, Policy } from '@codegrant/core';
import { grantTypeConflicts, isClient, policyConflicts } from '@codegrant/core/internal';
import type { ClientAssertions } from './client-assertions.ts';

/** The conflicts of a client with a server without client assertions. */
const assertionConflicts = ({ token_endpoint_auth_methods: methods }: Client): readonly string[] =>
  methods.includes('private_key_jwt') ? ['private_key_jwt needs the option clientAssertions.'] : [];

const registeredIn = (clients: unknown): unknown =>
  typeof clients === 'object' && clients !== null && 'registered' in clients ? clients.registered : undefined;

/** What the registered clients name and the policy lacks, if all clients are known at startup. */
export const registrationProblems = (
  clients: unknown,
  policy: Policy,
  grantTypes: readonly string[],
  clientAssertions: ClientAssertions | undefined,
): readonly string[] => {
  const registered = registeredIn(clients) ?? [];
  if (!Array.isArray(registered) || !registered.every(isClient))
    return ['clients.registered must be an array of clients that defineClient or readClient made.'];
  const conflicts = clientAssertions?.conflicts ?? assertionConflicts;
  return registered.flatMap((client) =>
    [...policyConflicts(client, policy), ...grantTypeConflicts(client, grantTypes), ...conflicts(client)].map(
      (conflict) => `client ${JSON.stringify(client.client_id)}: ${conflict}`,
    ),
  );
};
