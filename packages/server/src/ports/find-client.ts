import type { Client } from '@codegrant/core';
import type { Parts } from '../options/options.ts';

/** Whether something has what only `defineClient` and `readClient` fill in. The types say so too, but not to everybody. */
export const isClient = (value: unknown): value is Client =>
  typeof value === 'object' &&
  value !== null &&
  'client_secret_hashes' in value &&
  'token_endpoint_auth_methods' in value &&
  Array.isArray(value.client_secret_hashes) &&
  Array.isArray(value.token_endpoint_auth_methods);

/**
 * The client that is registered under an identifier.
 *
 * @throws {TypeError} where the port gives a registration that was not checked
 */
export const findClient = async <Context>(
  clientId: string,
  { clients }: Parts<Context>,
): Promise<Client | undefined> => {
  const found = (await clients.find(clientId)) ?? undefined;
  if (found !== undefined && !isClient(found))
    throw new TypeError('clients.find gave a registration that was not checked. Pass it through readClient.');
  return found;
};
