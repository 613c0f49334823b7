import { type ClientRegistry, memoryClientRegistry, registration, type ServerOptions } from '@codegrant/server';
import { fixedRegistrationKey, fixedNow } from '../expected/fixed.ts';
import { answerOf, registeringEntropy, registrationSettings } from '../expected/register-vector.ts';
import type { RegisteringServer } from '../vectors/register-vector.ts';

/** A registry that is empty at each registration: the servers of the vectors draw the same client_id each time. */
const emptyRegistry = (): ClientRegistry => ({
  ...memoryClientRegistry(() => fixedNow),
  createClient: (record, cap) => memoryClientRegistry(() => fixedNow).createClient(record, cap),
});

/** A registry with as many clients as a server with `maxClients: 1` keeps. */
const fullRegistry = (): ClientRegistry => {
  const registry = memoryClientRegistry(() => fixedNow);
  void registry.createClient({
    metadata: { client_id: 'the-only-one', redirect_uris: ['https://only.example/callback'], origin: 'self' },
    createdAt: fixedNow,
    updatedAt: fixedNow,
    expiresAt: undefined,
    revision: 0,
  });
  return registry;
};

/** The options of a server of the vectors. */
export const registeringEndpoint = (server: RegisteringServer): Partial<ServerOptions<unknown>> => {
  const { scope, grantTypes, redirectUris, customRedirectSchemes, clientTypes } = registrationSettings[server];
  const shared = {
    scope,
    grantTypes,
    redirectUris,
    customRedirectSchemes,
    accept: (_asked: unknown, { token }: { readonly token: string | undefined }) => answerOf(server, token),
  };
  const registry = server === 'full' ? fullRegistry() : emptyRegistry();
  return {
    random: registeringEntropy,
    endpoints: [
      registration(
        clientTypes === 'public' ? { ...shared, keys: [fixedRegistrationKey] } : { ...shared, registry, maxClients: 1 },
      ),
    ],
  };
};
