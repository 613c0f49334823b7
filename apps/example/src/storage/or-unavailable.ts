import { type Awaitable, TemporarilyUnavailable } from '@codegrant/server';
import type { Entries } from './entries.ts';
import { reasonOf } from './reason-of.ts';

const attempt = async <Value>(act: () => Awaitable<Value>): Promise<Value> => {
  try {
    return await act();
  } catch (cause) {
    throw new TemporarilyUnavailable(`The storage did not answer: ${reasonOf(cause)}`, { cause });
  }
};

/** Entries whose failures say that the storage may answer soon, as those of the stores do. */
export const orUnavailable = ({ set, get, remove }: Entries): Entries => ({
  set: (key, value, lifetimeSeconds) => attempt(() => set(key, value, lifetimeSeconds)),
  get: (key) => attempt(() => get(key)),
  remove: (key) => attempt(() => remove(key)),
});
