import { hashClientSecret } from '@codegrant/core';
import type { ClientRecord, ServerEvent } from '@codegrant/server';
import { expect } from 'vitest';
import { clientManagementVectorReply, managerOf, storedClients } from '../expected/client-management-vector.ts';
import type { ClientManagementVector } from '../vectors/client-management-vector.ts';
import { clientManagementVectors } from '../vectors/client-management-vectors.ts';
import { get, postJson, type WireRequest } from '../wire/send.ts';
import { vectorKind, type VectorKind } from './vector-kind.ts';

const path = '/oauth_clients';

const requestOf = ({ request }: ClientManagementVector): WireRequest => {
  if ('list' in request) return get(request.list === '' ? path : `${path}?${request.list}`);
  if ('create' in request) return postJson(path, request.create);
  if ('change' in request) return { ...postJson(`${path}/${request.change}`, request.json), method: 'PUT' };
  return 'find' in request ? get(`${path}/${request.find}`) : { method: 'DELETE', target: `${path}/${request.delete}` };
};

/** The event that a request leads to. */
const eventOf = ({ expect: expected }: ClientManagementVector): ServerEvent['kind'] => {
  switch (expected.kind) {
    case 'refuse':
      return 'refused';
    case 'list':
    case 'find':
      return 'clientsShown';
    case 'create':
    case 'change':
    case 'delete':
      return 'clientManaged';
  }
};

const recordsOf = (vector: ClientManagementVector): readonly ClientRecord[] =>
  storedClients(vector).map(({ metadata, clientType, ...times }) => ({
    ...times,
    metadata:
      clientType === 'public' ? metadata : { ...metadata, client_secret_hashes: [hashClientSecret('a secret')] },
    revision: 0,
  }));

/** Requests that manage clients. */
export const clientManagementKind: VectorKind = vectorKind({
  title: 'management of clients',
  groups: clientManagementVectors,
  run: async (vector, state, sendUnder) => {
    state.manager = managerOf(vector);
    for (const record of recordsOf(vector)) await state.registry.createClient(record);
    return sendUnder('default', 'clientManagement')(requestOf(vector));
  },
  reply: clientManagementVectorReply,
  expectAfter: async (vector, state) => {
    expect(state.events.map(({ kind }) => kind)).toEqual([eventOf(vector)]);
    const { records } = await state.registry.listClients({}, 0, 1000);
    const before = recordsOf(vector);
    const { kind } = vector.expect;
    if (kind === 'create') return expect(records).toHaveLength(before.length + 1);
    if (kind === 'change') return expect(records).not.toEqual(before);
    const left = before.filter(
      ({ metadata }) => vector.expect.kind !== 'delete' || metadata.client_id !== vector.expect.id,
    );
    return expect(records).toEqual(left);
  },
});
