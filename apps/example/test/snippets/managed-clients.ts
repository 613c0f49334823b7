import {
  type AuthorizationServer,
  clientManagement,
  type ClientManager,
  managedClients,
  memoryClientRegistry,
  type OptionalEndpoint,
} from '@codegrant/server';

/** Or `sqlClientRegistry(db)`, or `redisClientRegistry(send)`. */
export const registry = memoryClientRegistry();

/** For the option `endpoints`. `accountOf` finds the account of the Authorization header. */
export const managementFor = (accountOf: (request: Request) => Promise<ClientManager | undefined>): OptionalEndpoint =>
  clientManagement({ registry, authorize: (request: Request) => accountOf(request) });

/** Creates a client, and returns its secret, which nothing else has. */
export const createShop = async (server: AuthorizationServer<Request>): Promise<string | undefined> => {
  const created = await managedClients(server, registry).create({
    clientType: 'confidential',
    metadata: { client_name: 'Shop', redirect_uris: ['https://shop.example/callback'], scope: 'read' },
  });
  if (created.kind === 'invalid') throw new Error(created.problems.join(' '));
  return created.secret;
};

/** Replaces a secret. For a day, the client can use both. */
export const replaceSecret = async (server: AuthorizationServer<Request>, clientId: string): Promise<string> => {
  const rotated = await managedClients(server, registry).rotateSecret(clientId, { overlapSeconds: 86_400 });
  if (rotated.kind !== 'rotated') throw new Error(`The client ${clientId} has no secret.`);
  return rotated.secret;
};
