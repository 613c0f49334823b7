import type { ClientSource } from '../client-sources/client-source.ts';
import type { Clients } from '../ports/clients.ts';
import type { StoragePorts, StoredPorts } from '../ports/storage-ports.ts';
import { namedPortsOf } from './named-ports.ts';
import type { OptionalEndpoint, RegisteringEndpoint } from './optional-endpoint.ts';
import type { ServerOptions } from './server-options.ts';

type PortsWithClients = StoragePorts & { readonly clients: Clients };

/** The options of a server whose clients are in its storage. In a list, they are in its first or its last store. */
type OptionsWithStoredClients<Context> = Omit<ServerOptions<Context>, 'clients' | 'storage'> & {
  readonly clients?: undefined;
  readonly storage:
    | PortsWithClients
    | readonly [StoredPorts<PortsWithClients>, ...StoredPorts[]]
    | readonly [...StoredPorts[], StoredPorts<PortsWithClients>];
};

/** The options of a server whose operator registers no clients. */
type OptionsWithSources<Context> = Omit<ServerOptions<Context>, 'clients' | 'clientSources'> & {
  readonly clients?: undefined;
  readonly clientSources: readonly [ClientSource, ...ClientSource[]];
};

/** The options of a server whose clients register themselves: the first or the last endpoint registers them. */
type OptionsWithRegistration<Context> = Omit<ServerOptions<Context>, 'clients' | 'endpoints'> & {
  readonly clients?: undefined;
  readonly endpoints:
    | readonly [RegisteringEndpoint, ...OptionalEndpoint[]]
    | readonly [...OptionalEndpoint[], RegisteringEndpoint];
};

/** The options of a server, with its clients in the option `clients`, in `storage`, or from sources alone. */
export type GivenOptions<Context> =
  | ServerOptions<Context>
  | OptionsWithStoredClients<Context>
  | OptionsWithSources<Context>
  | OptionsWithRegistration<Context>;

/** The ports that an option of their name fills, or `storage`. */
export interface FilledPorts extends StoragePorts {
  readonly clients: Clients | undefined;
}

/** Whether clients come from elsewhere. In JavaScript, both options can be anything. */
const hasSources = ({ clientSources, endpoints }: Pick<GivenOptions<never>, 'clientSources' | 'endpoints'>): boolean =>
  (Array.isArray(clientSources) && clientSources.length > 0) ||
  (Array.isArray(endpoints) && endpoints.some((endpoint) => Object(endpoint).clientSource !== undefined));

const isObject = (ports: unknown): ports is StoragePorts => typeof ports === 'object' && ports !== null;

const noClients: Clients = { find: () => undefined };

/** Finds the ports that an option of their name fills, or `storage`. */
export const filledPorts = <Context>(options: GivenOptions<Context>): FilledPorts => {
  const stored = namedPortsOf(options.storage)
    .map(({ ports }) => ports)
    .filter(isObject);
  const fillerOf = (name: keyof StoragePorts): StoragePorts | undefined =>
    [options, ...stored].find((ports) => ports[name] !== undefined);
  return {
    clients: fillerOf('clients')?.clients ?? (hasSources(options) ? noClients : undefined),
    store: fillerOf('store')?.store,
    consents: fillerOf('consents')?.consents,
    grants: fillerOf('grants')?.grants,
    accessTokens: fillerOf('accessTokens')?.accessTokens,
  };
};
