import type { Parts } from '../options/options.ts';

const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/**
 * Every scope that the subject allowed to the client before.
 *
 * @throws {TypeError} where the port gives no list: in a text, a part of a scope would count as the scope
 */
export const rememberedScope = async <Context>(
  subject: string,
  clientId: string,
  { consents }: Parts<Context>,
): Promise<readonly string[]> => {
  const granted: unknown = (await consents.granted(subject, clientId)) ?? [];
  if (!isListOfTexts(granted))
    throw new TypeError('consents.granted gave no list of scopes. Give one text for each scope, in a list.');
  return granted;
};
