import { createHash, randomBytes } from 'node:crypto';
import type { Owner } from '@codegrant/server';

/** The API keys of users, in the memory of this process. Only a hash of each key is stored. */
export interface ApiKeys {
  /** Creates a key for the user. It replaces the user's key before. */
  readonly create: (owner: Owner) => string;
  /** Returns the user of a key, or `undefined`. */
  readonly find: (key: string) => Owner | undefined;
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Creates the registry of keys. It is empty when the process starts. */
export const memoryApiKeys = (): ApiKeys => {
  const owners = new Map<string, Owner>();
  const hashes = new Map<string, string>();
  return {
    create: ({ subject, name }) => {
      const key = randomBytes(32).toString('base64url');
      const hash = hashOf(key);
      owners.delete(hashes.get(subject) ?? '');
      hashes.set(subject, hash);
      // A key says nothing about the time of the sign-in.
      owners.set(hash, { subject, name });
      return key;
    },
    find: (key) => owners.get(hashOf(key)),
  };
};
