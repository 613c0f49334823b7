import type { SqlStorage } from '@codegrant/sql';

/** Registers a client. Only the hash of its secret is kept. An invalid registration throws. */
export const register = async ({ clients }: SqlStorage, secret: string): Promise<void> =>
  clients.save({
    client_id: 'warehouse',
    client_name: 'The warehouse',
    redirect_uris: ['https://warehouse.example/callback'],
    client_secret: secret,
  });

/** For an account page: what a user has allowed to a client, and forgetting it. */
export const allowed = async ({ consents }: SqlStorage, subject: string): Promise<readonly string[]> =>
  consents.granted(subject, 'warehouse');

export const forget = async ({ consents }: SqlStorage, subject: string): Promise<void> =>
  consents.forget(subject, 'warehouse');
