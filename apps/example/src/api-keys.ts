import { createHash, randomBytes } from 'node:crypto';
import type { Owner } from '@codegrant/server';
import type { Entries } from './storage/entries.ts';

/** The API keys of users, in the storage of the app. */
export interface ApiKeys {
  /** Creates a key for the user. It replaces the user's key before. */
  readonly create: (owner: Owner) => Promise<string>;
  /** Returns the user of a key, or `undefined`. */
  readonly find: (key: string) => Promise<Owner | undefined>;
}

/** A year. */
const lifetimeSeconds = 365 * 24 * 60 * 60;

/** Only a hash is kept: a copy of the database has no key that the app accepts. */
const entryOf = (key: string): string => `api-key:${createHash('sha256').update(key).digest('base64url')}`;

const currentOf = (subject: string): string => `api-key-of:${subject}`;

/** API keys for a year. A key that was created by one process is known to every process that shares the storage. */
export const apiKeysIn = (entries: Entries): ApiKeys => ({
  create: async ({ subject, name }) => {
    const key = randomBytes(32).toString('base64url');
    const before = await entries.get(currentOf(subject));
    if (before !== undefined) await entries.remove(before);
    await entries.set(currentOf(subject), entryOf(key), lifetimeSeconds);
    // A key says nothing about the time of the sign-in.
    await entries.set(entryOf(key), JSON.stringify({ subject, name }), lifetimeSeconds);
    return key;
  },
  find: async (key) => {
    const kept = await entries.get(entryOf(key));
    return kept === undefined ? undefined : JSON.parse(kept);
  },
});
