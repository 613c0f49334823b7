import type { Clients } from '../ports/clients.ts';
import type { StoragePorts } from '../ports/storage-ports.ts';
import type { ServerOptions } from './server-options.ts';

/** The options of a server whose clients are in its storage. */
type OptionsWithStoredClients<Context> = Omit<ServerOptions<Context>, 'clients' | 'storage'> & {
  readonly clients?: undefined;
  readonly storage: StoragePorts & { readonly clients: Clients };
};

/** The options of a server, with its clients in the option `clients` or in `storage`. */
export type GivenOptions<Context> = ServerOptions<Context> | OptionsWithStoredClients<Context>;

const portNames = ['store', 'consents', 'clients', 'grants'] as const;

const isPortName = (name: string): boolean => portNames.some((known) => known === name);

/** Returns the problems of the option `storage`: what is no port, and what is filled twice. */
export const storageProblems = (options: object): readonly string[] => {
  const storage: unknown = Reflect.get(options, 'storage');
  if (storage === undefined) return [];
  // The types say so too, but JavaScript has no types.
  if (typeof storage !== 'object' || storage === null || Array.isArray(storage))
    return ['storage must be an object with ports. Write ...sqlStore(db), which sets storage.'];
  return Object.entries(storage).flatMap(([name, port]) => {
    if (!isPortName(name))
      return [`storage.${name} is not a port that storage can fill. It can fill ${portNames.join(', ')}.`];
    return port === undefined || Reflect.get(options, name) === undefined
      ? []
      : [`${name} is filled twice, by the option ${name} and by storage.${name}. Leave one of them out.`];
  });
};

const clientsOf = <Context>(options: GivenOptions<Context>): Clients =>
  options.clients === undefined ? options.storage?.clients : options.clients;

/** The options with each port that `storage` fills in the option of its name. */
export const withStoredPorts = <Context>(options: GivenOptions<Context>): ServerOptions<Context> => {
  const { storage } = options;
  const { store = storage?.store, consents = storage?.consents, grants = storage?.grants } = options;
  return { ...options, clients: clientsOf(options), store, consents, grants };
};
