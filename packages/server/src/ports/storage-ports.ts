import type { Clients } from './clients.ts';
import type { Consents } from './consents.ts';
import type { Grants } from './grants.ts';
import type { Store } from './store.ts';

/** Ports that one database fills together, such as those of `sqlStore` in `@codegrant/sql`. */
export interface StoragePorts {
  readonly store?: Store | undefined;
  readonly consents?: Consents | undefined;
  readonly clients?: Clients | undefined;
  readonly grants?: Grants | undefined;
}
