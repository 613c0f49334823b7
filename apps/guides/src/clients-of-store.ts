import {
  type Client,
  type Clients,
  hashClientSecret,
  InvalidSettings,
  readClient,
  readRegistrationRequest,
} from '@codegrant/server';
import type { OAuthRegisteredClientsStore } from '@modelcontextprotocol/sdk/server/auth/clients.js';
import type { OAuthClientInformationFull } from '@modelcontextprotocol/sdk/shared/auth.js';

const isExpired = ({ client_secret_expires_at: end = 0 }: OAuthClientInformationFull): boolean =>
  end > 0 && end < Date.now() / 1000;

const read = (old: OAuthClientInformationFull): Client => {
  // The client wrote this registration: take no other members of it.
  const asked = readRegistrationRequest(old, { scope: ['read'], redirectUris: 'usable', unknownScope: 'ignore' });
  if (asked.kind === 'invalid') throw new InvalidSettings(`client ${old.client_id}`, asked.problems);
  const client = readClient({
    ...asked.value,
    client_id: old.client_id,
    origin: 'self',
    grant_types: ['authorization_code', 'refresh_token'], // The router gave both to every client.
    ...(old.client_secret === undefined ? {} : { client_secret_hashes: [hashClientSecret(old.client_secret)] }),
  });
  if (client.kind === 'invalid') throw new InvalidSettings(`client ${old.client_id}`, client.problems);
  return client.value;
};

/** The clients that registered before. An expired secret is the end of a client: it can register again. */
export const clientsOf = (store: OAuthRegisteredClientsStore): Clients => ({
  find: async (clientId) => {
    const old = await store.getClient(clientId);
    return old === undefined || isExpired(old) ? undefined : read(old);
  },
});
