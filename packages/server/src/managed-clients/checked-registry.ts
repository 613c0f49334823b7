import { type Awaitable, mapAwaitable } from '../ports/awaitable.ts';
import type { ClientPage, ClientRecord, ClientRegistry } from '../ports/client-registry.ts';
import { guarded } from '../ports/guarded-call.ts';

const checkedRecord = (clientId: string, found: ClientRecord | null | undefined): ClientRecord | undefined => {
  const record = found ?? undefined;
  if (record !== undefined && record.metadata.client_id !== clientId)
    throw new TypeError(
      `registry.readClient returned the client ${JSON.stringify(record.metadata.client_id)} for ${JSON.stringify(clientId)}. ` +
        'Compare client_id byte for byte, including its case.',
    );
  return record;
};

const checkedWord =
  <Word extends string>(name: string, words: readonly Word[]) =>
  (returned: unknown): Word => {
    const word = words.find((each) => each === returned);
    if (word === undefined) throw new TypeError(`registry.${name} must return ${words.join(', ')}.`);
    return word;
  };

const checkedCreation = checkedWord('createClient', ['created', 'exists', 'full']);
const checkedUpdate = checkedWord('updateClient', ['updated', 'unknown', 'conflict']);

/** A registry whose functions must answer in time, and whose answers are checked. */
export interface CheckedRegistry {
  readonly create: (record: ClientRecord) => Awaitable<'created' | 'exists' | 'full'>;
  readonly read: (clientId: string) => Awaitable<ClientRecord | undefined>;
  readonly update: (record: ClientRecord) => Awaitable<'updated' | 'unknown' | 'conflict'>;
  readonly remove: (clientId: string) => Awaitable<boolean>;
  readonly list: (...list: Parameters<ClientRegistry['listClients']>) => Awaitable<ClientPage>;
}

/** The functions of a registry, checked. The types say so too, but JavaScript has no types. */
export const checkedRegistry = (registry: ClientRegistry, milliseconds: number): CheckedRegistry => {
  const within = <Arguments extends readonly unknown[], Answer>(
    name: string,
    call: (...args: Arguments) => Awaitable<Answer>,
  ): ((...args: Arguments) => Awaitable<Answer>) => guarded(`registry.${name}`, call, milliseconds);
  const create = within('createClient', (record: ClientRecord) => registry.createClient(record));
  const read = within('readClient', (clientId: string) => registry.readClient(clientId));
  const update = within('updateClient', (record: ClientRecord) => registry.updateClient(record));
  const remove = within('deleteClient', (clientId: string) => registry.deleteClient(clientId));
  return {
    create: (record) => mapAwaitable(create(record), checkedCreation),
    read: (clientId) => mapAwaitable(read(clientId), (found) => checkedRecord(clientId, found)),
    update: (record) => mapAwaitable(update(record), checkedUpdate),
    remove,
    list: within('listClients', (...list: Parameters<ClientRegistry['listClients']>) => registry.listClients(...list)),
  };
};
