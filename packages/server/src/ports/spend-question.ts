import type { OpenQuestion } from '@codegrant/core';
import type { Parts } from '../options/options.ts';

/**
 * Marks a question as answered, and tells whether it was the first time.
 *
 * @throws {TypeError} where the store tells neither: what a database says of rows would count as yes
 */
export const spendQuestion = async <Context>(
  { id, expiresAt }: OpenQuestion,
  { store }: Parts<Context>,
): Promise<boolean> => {
  const firstUse: unknown = await store.spend(id, expiresAt);
  if (typeof firstUse !== 'boolean') throw new TypeError('store.spend gave neither true nor false.');
  return firstUse;
};
