import { type Awaitable, whenGiven } from './awaitable.ts';

/** What people allowed to clients on earlier occasions. */
export interface Consents {
  /** Every scope that the subject ever allowed to the client and did not take back. */
  readonly granted: (subject: string, clientId: string) => Awaitable<readonly string[]>;
  /** Adds to them. */
  readonly remember: (subject: string, clientId: string, scope: readonly string[]) => Awaitable<void>;
}

const isListOfStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const checked = (given: unknown): readonly string[] => {
  const granted = given ?? [];
  if (!isListOfStrings(granted))
    throw new TypeError('consents.granted gave no list of scopes. Give one text for each scope, in a list.');
  return granted;
};

/**
 * Every scope that the subject allowed to the client before.
 *
 * @throws {TypeError} where the port gives no list: in a text, a part of a scope would count as the scope
 */
export const rememberedScope = (subject: string, clientId: string, consents: Consents): Awaitable<readonly string[]> =>
  whenGiven<unknown, readonly string[]>(consents.granted(subject, clientId), checked);
