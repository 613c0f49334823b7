import type { Clients } from '../ports/clients.ts';
import type { StoragePorts } from '../ports/storage-ports.ts';
import { namedPortsOf } from './named-ports.ts';
import type { ServerOptions } from './server-options.ts';

/** The ports that an option of their name fills, or `storage`. */
export interface FilledPorts extends StoragePorts {
  readonly clients: Clients | undefined;
}

/** Whether clients come from elsewhere. In JavaScript, both options can be anything. */
const hasSources = ({ clientSources, endpoints }: Pick<ServerOptions<never>, 'clientSources' | 'endpoints'>): boolean =>
  (Array.isArray(clientSources) && clientSources.length > 0) ||
  (Array.isArray(endpoints) && endpoints.some((endpoint) => Object(endpoint).clientSource !== undefined));

const isObject = (ports: unknown): ports is StoragePorts => typeof ports === 'object' && ports !== null;

const noClients: Clients = { find: () => undefined };

/** Finds the ports that an option of their name fills, or `storage`. */
export const filledPorts = <Context>(options: ServerOptions<Context>): FilledPorts => {
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
