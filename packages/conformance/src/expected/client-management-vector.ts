import {
  type ClientManagementOutcome,
  type ClientManagementRequest,
  clientManagementReply,
  type ClientManager,
  decideClientManagement,
  entropyOf,
  type ManagedClient,
  type Reply,
} from '@codegrant/core';
import { newGrantId, randomString } from '@codegrant/core/internal';
import type { ClientManagementVector, ManagedClientDifferences } from '../vectors/client-management-vector.ts';
import { vectorPolicy } from './decide-vector.ts';
import { fixedEntropy, fixedNow } from './fixed.ts';

/** The default client of the vectors. */
const plainManagedClient: ManagedClient = {
  metadata: {
    client_id: '11111111-1111-4111-8111-111111111111',
    client_name: 'Shop',
    redirect_uris: ['https://shop.example/callback'],
    scope: 'read',
  },
  clientType: 'public',
  createdAt: fixedNow - 1000,
  updatedAt: fixedNow - 1000,
  expiresAt: undefined,
  orgId: 'org-1',
  userId: 'ada',
};

const clientWith = ({
  id = plainManagedClient.metadata.client_id,
  orgId = 'org-1',
  clientType = 'public',
  later = 0,
  metadata,
}: ManagedClientDifferences): ManagedClient => ({
  ...plainManagedClient,
  metadata: {
    ...plainManagedClient.metadata,
    client_id: id,
    ...(clientType === 'public' ? { token_endpoint_auth_method: 'none' } : {}),
    ...metadata,
  },
  clientType,
  createdAt: plainManagedClient.createdAt + later,
  orgId,
});

/** The clients in the registry at the start of a vector, the oldest first. */
export const storedClients = ({ given }: ClientManagementVector): readonly ManagedClient[] =>
  given.clients.map(clientWith);

/** Who sends the request of a vector. */
export const managerOf = ({ given: { orgId } }: ClientManagementVector): ClientManager | undefined =>
  orgId === null ? undefined : { orgId, userId: 'ada' };

const requestOf = ({ request }: ClientManagementVector): ClientManagementRequest => {
  if ('list' in request) return { kind: 'list', query: request.list };
  if ('create' in request) return { kind: 'create', value: JSON.parse(request.create) };
  if ('change' in request) return { kind: 'change', clientId: request.change, value: JSON.parse(request.json) };
  return 'find' in request ? { kind: 'find', clientId: request.find } : { kind: 'delete', clientId: request.delete };
};

/** Returns core's decision for a vector of the management of clients. */
export const decideClientManagementVector = (vector: ClientManagementVector): ClientManagementOutcome =>
  decideClientManagement(requestOf(vector), {
    manager: managerOf(vector),
    clients: storedClients(vector),
    policy: vectorPolicy('default'),
    grantTypes: [],
    clientId: newGrantId(entropyOf(fixedEntropy(32))),
    secret: randomString(entropyOf(fixedEntropy(32))),
    now: fixedNow,
  });

/** Converts a decision to the form of a vector's expectation, without what is only in the reply. */
export const clientManagementInWords = (outcome: ClientManagementOutcome): Readonly<Record<string, unknown>> => {
  switch (outcome.kind) {
    case 'refuse':
    case 'refuseClient': {
      const { name, verdict } = outcome.rule;
      return { kind: 'refuse', status: verdict.status, error: verdict.error ?? 'invalid_request', rule: name };
    }
    case 'listClients': {
      const { clients, pageNumber, pageSize, totalResults } = outcome;
      return {
        kind: 'list',
        ids: clients.map(({ metadata }) => metadata.client_id),
        pageNumber,
        pageSize,
        totalResults,
      };
    }
    case 'createClient':
      return { kind: 'create' };
    case 'findClient':
      return { kind: 'find' };
    case 'changeClient':
      return { kind: 'change' };
    case 'deleteClient':
      return { kind: 'delete', id: outcome.client.metadata.client_id };
  }
};

/** Returns core's response to a vector of the management of clients. */
export const clientManagementVectorReply = (vector: ClientManagementVector): Reply =>
  clientManagementReply(decideClientManagementVector(vector), vectorPolicy('default'));
