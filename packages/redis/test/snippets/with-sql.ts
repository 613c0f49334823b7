import { redisStore, type SendCommand } from '@codegrant/redis';
import { type AuthorizationServer, createAuthorizationServer, type ServerOptions } from '@codegrant/server';
import { type Database, sqlStore } from '@codegrant/sql';

/** Codes, answers and access tokens in Redis, everything else in a database. */
export const serverWithBoth = <Context>(
  options: Omit<ServerOptions<Context>, 'clients'>,
  db: Database,
  send: SendCommand,
): AuthorizationServer<Context> =>
  createAuthorizationServer({
    ...options,
    storage: [sqlStore(db, { except: ['store', 'accessTokens'] }), redisStore(send, { except: ['grants'] })],
  });
