import { clientManagement, grantList, introspection, type ServerOptions } from '@codegrant/server';
import type { RegisteringServer } from '../vectors/register-vector.ts';
import { vectorConsentUrl } from '../expected/replies.ts';
import type { TestState } from './vector-server.ts';
import { assertingServer } from './asserting-servers.ts';
import { registeringEndpoint } from './registering-servers.ts';

/** What differs from the defaults: nothing, who shows the consent page, what clients may post, what can be revoked, who introspects, the list of grants, who manages clients, client assertions, or what clients register. */
export type Mode =
  | 'embedded'
  | 'hosted'
  | 'json'
  | 'refreshTokensOnly'
  | 'owners'
  | 'grantList'
  | 'clientManagement'
  | 'assertions'
  | 'assertions for the token endpoint'
  | `register ${RegisteringServer}`;

const managementOf = (state: () => TestState): ReturnType<typeof clientManagement> =>
  clientManagement({
    registry: {
      find: (clientId) => state().registry.find(clientId),
      createClient: (record) => state().registry.createClient(record),
      readClient: (clientId) => state().registry.readClient(clientId),
      updateClient: (record) => state().registry.updateClient(record),
      deleteClient: (clientId) => state().registry.deleteClient(clientId),
      keepClient: (clientId) => state().registry.keepClient(clientId),
      listClients: (...list) => state().registry.listClients(...list),
    },
    authorize: () => state().manager,
  });

const changes: Readonly<
  Record<Mode, (options: ServerOptions<unknown>, state: () => TestState) => Partial<ServerOptions<unknown>>>
> = {
  embedded: () => ({}),
  hosted: () => ({ consentUrl: vectorConsentUrl }),
  json: () => ({ tokenRequestTypes: ['form', 'json'] }),
  refreshTokensOnly: ({ tokens }) => (tokens === undefined ? {} : { tokens: { ...tokens, revokeToken: undefined } }),
  owners: () => ({
    tokenRequestTypes: ['form', 'json'],
    endpoints: [introspection({ askers: 'clientsAndOwners' })],
  }),
  grantList: () => ({ endpoints: [grantList] }),
  clientManagement: (_options, state) => ({ endpoints: [managementOf(state)] }),
  assertions: () => assertingServer('issuer'),
  'assertions for the token endpoint': () => assertingServer('tokenEndpoint'),
  'register signed': () => registeringEndpoint('signed'),
  'register stored': () => registeringEndpoint('stored'),
  'register strict': () => registeringEndpoint('strict'),
  'register limited': () => registeringEndpoint('limited'),
  'register machines': () => registeringEndpoint('machines'),
  'register tokens': () => registeringEndpoint('tokens'),
  'register closed': () => registeringEndpoint('closed'),
  'register full': () => registeringEndpoint('full'),
};

/** The options of a server in this mode. */
export const inMode = (
  mode: Mode,
  options: ServerOptions<unknown>,
  state: () => TestState,
): ServerOptions<unknown> => ({
  ...options,
  ...changes[mode](options, state),
});

/** The mode of a server that can read what a vector posts. */
export const modeFor = (request: object): Mode => ('form' in request ? 'embedded' : 'json');
