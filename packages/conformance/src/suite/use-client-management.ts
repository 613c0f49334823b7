import { type ClientManager, clientManagement, type ClientRegistry, memoryClientRegistry } from '@codegrant/server';
import { beforeEach, expect } from 'vitest';
import { fixedNow } from '../expected/fixed.ts';
import { postJson, type Send, type WireRequest, type WireResponse } from '../wire/send.ts';
import type { StartServer } from './running-server.ts';
import { type TestServer, useTestServer } from './use-test-server.ts';

/** The path of the list of clients. */
export const list = '/oauth_clients';

/** What a manager sends for a client. */
interface SentClient {
  readonly name: string;
  readonly client_type: 'confidential' | 'public';
  readonly allowed_scopes: readonly string[];
  readonly allowed_grant_types: readonly string[];
  readonly redirect_uris: readonly string[];
  readonly logo_uri: string | undefined;
}

/** What a manager sends for a confidential client. */
export const shop: SentClient = {
  name: 'Ada\u2019s Shop',
  client_type: 'confidential',
  allowed_scopes: ['read', 'write'],
  allowed_grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: ['https://shop.example/callback'],
  logo_uri: 'https://shop.example/logo.png',
};

/** What a manager sends for a public client. */
export const tool: SentClient = { ...shop, name: 'Tool', client_type: 'public', logo_uri: undefined };

const ada: ClientManager = { orgId: 'org-1', userId: 'ada' };

/** The request that changes a client. */
export const put = (target: string, value: object): WireRequest => ({
  method: 'PUT',
  target,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** The request that deletes a client. */
export const remove = (target: string, headers: Readonly<Record<string, string>> = {}): WireRequest => ({
  method: 'DELETE',
  target,
  headers,
});

/** The request that creates a client. */
export const create = (value: object): WireRequest => postJson(list, JSON.stringify(value));

/** The member `data` of a reply. */
export const dataIn = (response: WireResponse): ReturnType<typeof JSON.parse> => JSON.parse(response.body).data;

/** What a test can replace before it starts a server, or between two requests. */
interface Managed {
  manager: ClientManager | undefined;
  registry: ClientRegistry;
}

/** Servers at which clients are managed. */
interface ClientManagementServer extends Pick<TestServer, 'state'> {
  /** Who manages the clients, Ada at first, and where they are kept. */
  readonly managed: Managed;
  /** Starts a server with the endpoint, and with changed options. */
  readonly serve: (more?: object) => Promise<Send>;
  /** Creates a client, and returns it as the reply does. */
  readonly created: (send: Send, value?: object) => Promise<ReturnType<typeof JSON.parse>>;
}

/** Gives each test of the surrounding suite an empty registry. */
export const useClientManagement = (start: StartServer): ClientManagementServer => {
  const { state, serve } = useTestServer(start);
  const managed: Managed = { manager: ada, registry: memoryClientRegistry(() => fixedNow) };
  beforeEach(() => {
    managed.manager = ada;
    managed.registry = memoryClientRegistry(() => fixedNow);
  });
  return {
    state,
    managed,
    serve: (more = {}) =>
      serve({
        endpoints: [clientManagement({ registry: managed.registry, authorize: () => managed.manager })],
        // Each client_id is another one.
        random: (length) => crypto.getRandomValues(new Uint8Array(length)),
        ...more,
      }),
    created: async (send, value = shop) => {
      const response = await send(create(value));
      expect(response.status, response.body).toBe(201);
      return dataIn(response);
    },
  };
};
