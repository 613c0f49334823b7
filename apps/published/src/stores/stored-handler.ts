import { createFetchHandler } from '@codegrant/fetch';
import { createAuthorizationServer } from '@codegrant/server';
import { type Database, migrate, sqlClientRegistry, sqlStore } from '@codegrant/sql';
import { cookieOf } from '../servers/fetch.ts';
import { optionsWith, registration } from '../servers/server.ts';
import { withPromises } from './with-promises.ts';

/** A server that keeps everything in a database of SQLite. */
export const storedHandler = async (db: Database): Promise<(request: Request) => Promise<Response>> => {
  await migrate(db);
  const { storage } = sqlStore(db);
  await storage.clients.save(registration);
  const handler = createFetchHandler(createAuthorizationServer({ ...optionsWith(cookieOf), storage }));
  return withPromises(
    (request) => handler.fetch(request),
    () => ({ storage: { ...storage, registry: sqlClientRegistry(db) } }),
  );
};
