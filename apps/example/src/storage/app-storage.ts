import type { KeptLimits } from '@codegrant/limits';
import type { AccessTokens, Awaitable, ClientRegistry, Clients, Consents, Grants, Store } from '@codegrant/server';
import type { StoreSetting } from '../store-setting.ts';
import type { Entries } from './entries.ts';

/** Where the app keeps what it must remember. */
export interface AppStorage {
  readonly kind: StoreSetting['kind'];
  readonly store: Store;
  readonly consents: Consents;
  readonly grants: Grants;
  readonly accessTokens: AccessTokens;
  /** Clients that were registered while the app runs. `undefined` if this storage has none. */
  readonly clients: Clients | undefined;
  /** Clients that users manage at /oauth_clients. */
  readonly registry: ClientRegistry;
  readonly entries: Entries;
  /** Without the address of the caller: behind a proxy, only its header tells who that is. */
  readonly limits: KeptLimits<unknown>;
  readonly close: () => Awaitable<void>;
}
