import type { AccessTokens } from './access-tokens.ts';
import type { Clients } from './clients.ts';
import type { Consents } from './consents.ts';
import type { Grants } from './grants.ts';
import type { Store } from './store.ts';

/** The ports that one database provides together, such as the ports of `sqlStore` in `@codegrant/sql`. */
export interface StoragePorts {
  readonly store?: Store | undefined;
  readonly consents?: Consents | undefined;
  readonly clients?: Clients | undefined;
  readonly grants?: Grants | undefined;
  readonly accessTokens?: AccessTokens | undefined;
}

/** The names of the ports that a storage can fill. */
export const storagePortNames: readonly string[] = [
  'store',
  'consents',
  'clients',
  'grants',
  'accessTokens',
] satisfies readonly (keyof StoragePorts)[];

/** The result of a store such as `sqlStore`: the option `storage` with the ports that the store provides. */
export interface StoredPorts<Ports extends StoragePorts = StoragePorts> {
  readonly storage: Ports;
}

const trace = 'codegrant storage';

/**
 * What a store returns. A spread copies the symbol too, and no other store has the same one. So the server sees a `storage`
 * that was replaced by another: see {@link isStorageReplaced}.
 */
export const storedPorts = <Ports extends StoragePorts>(storage: Ports): StoredPorts<Ports> => ({
  storage,
  [Symbol(trace)]: storage,
});

/** Whether a store was spread into options whose `storage` is now another. */
export const isStorageReplaced = (options: object): boolean =>
  Object.getOwnPropertySymbols(options).some(
    (symbol) => symbol.description === trace && Reflect.get(options, symbol) !== Reflect.get(options, 'storage'),
  );
