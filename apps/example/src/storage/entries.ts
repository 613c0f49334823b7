import type { Awaitable } from '@codegrant/server';

/** Strings under keys, each for a limited time. The app keeps its sessions and its API keys here. */
export interface Entries {
  readonly set: (key: string, value: string, lifetimeSeconds: number) => Awaitable<void>;
  /** Returns a value until its time is over, then `undefined`. */
  readonly get: (key: string) => Awaitable<string | undefined>;
  readonly remove: (key: string) => Awaitable<void>;
}
