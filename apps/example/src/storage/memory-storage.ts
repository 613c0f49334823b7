import { memoryLimits } from '@codegrant/limits';
import { memoryAccessTokens, memoryClientRegistry, memoryConsents, memoryGrants, memoryStore } from '@codegrant/server';
import type { AppStorage } from './app-storage.ts';
import type { Entries } from './entries.ts';

interface Entry {
  readonly value: string;
  /** In milliseconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

const dropExpired = (entries: Map<string, Entry>): void => {
  for (const [key, { expiresAt }] of entries) if (expiresAt <= Date.now()) entries.delete(key);
};

const memoryEntries = (): Entries => {
  const entries = new Map<string, Entry>();
  return {
    set: (key, value, lifetimeSeconds) => {
      dropExpired(entries);
      entries.set(key, { value, expiresAt: Date.now() + lifetimeSeconds * 1000 });
    },
    get: (key) => {
      const entry = entries.get(key);
      return entry !== undefined && entry.expiresAt > Date.now() ? entry.value : undefined;
    },
    remove: (key) => void entries.delete(key),
  };
};

/**
 * The memory of this process. It ends with the process.
 *
 * @param now the time in seconds since 1970. Default: the clock of the system
 */
export const memoryStorage = (now?: () => number): AppStorage => ({
  kind: 'memory',
  store: memoryStore(now),
  consents: memoryConsents(),
  grants: memoryGrants(now),
  accessTokens: memoryAccessTokens(now),
  clients: undefined,
  registry: memoryClientRegistry(now),
  entries: memoryEntries(),
  limits: memoryLimits(),
  close: () => {},
});
