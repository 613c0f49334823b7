import { clientList, defineClient, type ServerOptions } from '@codegrant/server';
import { type D1, d1, sqlStore } from '@codegrant/sql';

const clients = clientList([
  defineClient({ client_id: 'cli', client_name: 'Our CLI', redirect_uris: ['http://127.0.0.1/callback'] }),
]);

/** Adds the storage to the other options. A binding cannot be used before a request arrives: call it in `fetch`. */
export const optionsWith = <Context>(
  options: Omit<ServerOptions<Context>, 'clients'>,
  db: D1,
): ServerOptions<Context> => ({ ...options, clients, ...sqlStore(d1(db), { except: ['clients'] }) });
