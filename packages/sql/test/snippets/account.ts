import { type Database, sqlStore } from '@codegrant/sql';

/** Registers a client. Only the hash of its secret is kept. An invalid registration throws. */
export const register = async (db: Database, secret: string): Promise<void> => {
  const { clients } = sqlStore(db).storage;
  await clients.save({
    client_id: 'warehouse',
    client_name: 'The warehouse',
    redirect_uris: ['https://warehouse.example/callback'],
    client_secret: secret,
  });
};

/** For an account page: what a user has allowed to a client, and forgetting it. */
export const allowed = async (db: Database, subject: string): Promise<readonly string[]> =>
  sqlStore(db).storage.consents.granted(subject, 'warehouse');

export const forget = async (db: Database, subject: string): Promise<void> =>
  sqlStore(db).storage.consents.forget(subject, 'warehouse');
