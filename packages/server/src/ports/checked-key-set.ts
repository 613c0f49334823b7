import { secretKeyMembers } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { isObject } from './stored-values.ts';
import type { JsonWebKeySet, Tokens } from './tokens.ts';

const mustReturn = (what: string): never => {
  throw new TypeError(`tokens.jwks must return ${what}.`);
};

const checked = (given: unknown): JsonWebKeySet => {
  const keys = isObject<JsonWebKeySet>(given) ? given.keys : undefined;
  if (!Array.isArray(keys) || !keys.every(isObject))
    return mustReturn('an object whose member keys is an array of keys');
  const secret = secretKeyMembers.find((member) => keys.some((key) => Reflect.get(key, member) !== undefined));
  return secret === undefined ? { keys } : mustReturn(`public keys only, but one has the secret member ${secret}`);
};

/**
 * Reads the public keys of the tokens.
 *
 * @throws {TypeError} if the port returns anything else, or a key that must stay secret
 */
export const readKeySet = ({ jwks }: Tokens): Awaitable<JsonWebKeySet> =>
  jwks === undefined ? mustReturn('keys') : mapAwaitable<unknown, JsonWebKeySet>(jwks(), checked);
