import { type Client, type ClientMetadata, defineClient, hashClientSecret } from '@codegrant/core';
import { isClient } from '@codegrant/core/internal';
import { expect } from 'vitest';
import type { FilledClients, PortPromise } from './made-store.ts';
import { long, nearMissesOf, unique } from './store-samples.ts';

const registrationWith = (changes: Partial<ClientMetadata> = {}): ClientMetadata => ({
  client_id: `client-${unique()}`,
  redirect_uris: ['https://web.example/callback'],
  ...changes,
});

/** Finds a client, and expects that it is a validated one. */
const find = async (clients: FilledClients, clientId: string): Promise<Client | undefined> => {
  const client = (await clients.find(clientId)) ?? undefined;
  if (client !== undefined) expect(isClient(client), 'what find returns was made by readClient').toBe(true);
  return client;
};

/** Saves a registration, runs a check, and removes it again. */
const withSaved = async (
  clients: FilledClients,
  metadata: ClientMetadata,
  check: () => Promise<void>,
): Promise<void> => {
  await clients.save(metadata);
  try {
    await check();
  } finally {
    await clients.remove(metadata.client_id);
  }
};

/** A registration with every member that has no default of its own. */
const whole = (): ClientMetadata =>
  registrationWith({
    client_name: 'Ada\u2019s "shop" \\ \u65e5\u672c',
    client_uri: 'https://web.example/?a=1&b=2',
    logo_uri: 'https://web.example/logo.png',
    policy_uri: 'https://web.example/policy',
    tos_uri: 'https://web.example/terms',
    redirect_uris: ['https://web.example/callback?a=1', 'http://127.0.0.1/callback'],
    token_endpoint_auth_method: 'client_secret_post',
    require_token_endpoint_auth_method: true,
    client_secret_hashes: [hashClientSecret('a secret'), hashClientSecret('another')],
    scope: 'read write',
    required_scope: 'read',
    consent: 'skip',
    verified: true,
    require_pkce: false,
    code_challenge_methods: ['plain'],
    loopback_port: 'exact',
    token_redirect_uri: 'optional',
    authorization_response_iss: 'omit',
  });

/** What the port `clients` promises. */
export const clientPromises: readonly PortPromise<FilledClients>[] = [
  {
    title: 'A registration that was saved is found, with every member.',
    check: async (clients) => {
      for (const metadata of [registrationWith(), whole()])
        await withSaved(clients, metadata, async () => {
          expect(await find(clients, metadata.client_id)).toEqual(defineClient(metadata));
        });
    },
  },
  {
    title: 'A client that was not registered is not found: undefined or null.',
    check: async (clients) => {
      for (const unknown of [unique(), '', '%', '*', '\0', 'a\0b', '\ud800', '\u{1f98a}', "' OR 1=1 --", long])
        expect(await find(clients, unknown), JSON.stringify(unknown)).toBeUndefined();
    },
  },
  {
    title: 'Only the exact client_id finds a client: not another case, its beginning, or a space or U+0000 after it.',
    check: async (clients) => {
      const metadata = registrationWith();
      const { client_id: clientId } = metadata;
      await withSaved(clients, metadata, async () => {
        for (const other of [...nearMissesOf(clientId), `${clientId}\0`])
          expect(await find(clients, other), JSON.stringify(other)).toBeUndefined();
      });
    },
  },
  {
    title: 'Of a secret, the hash is kept.',
    check: async (clients) => {
      const metadata = registrationWith({ client_secret: 'a secret of the client' });
      await withSaved(clients, metadata, async () => {
        const client = await find(clients, metadata.client_id);
        expect(client?.client_secret_hashes).toEqual([hashClientSecret('a secret of the client')]);
      });
    },
  },
  {
    title: 'A registration that is saved again takes the place of the earlier one.',
    check: async (clients) => {
      const metadata = registrationWith();
      await withSaved(clients, metadata, async () => {
        await clients.save({ ...metadata, redirect_uris: ['https://new.example/callback'] });
        expect((await find(clients, metadata.client_id))?.redirect_uris).toEqual(['https://new.example/callback']);
      });
    },
  },
  {
    title: 'An invalid registration is refused, and changes nothing.',
    check: async (clients) => {
      const metadata = registrationWith();
      await withSaved(clients, metadata, async () => {
        const invalid = { ...metadata, redirect_uris: ['http://web.example/callback'] };
        await expect(Promise.resolve().then(() => clients.save(invalid))).rejects.toThrow('redirect_uris');
        expect(await find(clients, metadata.client_id)).toEqual(defineClient(metadata));
      });
    },
  },
  {
    title: 'A registration that was removed is not found, and the others are.',
    check: async (clients) => {
      const [removed, kept] = [registrationWith(), registrationWith()];
      await withSaved(clients, kept, async () => {
        await clients.save(removed);
        await clients.remove(removed.client_id);
        await clients.remove(removed.client_id);
        expect(await find(clients, removed.client_id)).toBeUndefined();
        expect(await find(clients, kept.client_id)).toEqual(defineClient(kept));
      });
    },
  },
];
