import type { Owner } from '@codegrant/core';
import { isText } from './is-text.ts';
import type { Parts } from '../options/options.ts';

/**
 * Who is signed in in the browser that sent the request.
 *
 * @throws {TypeError} where the port names nobody in particular: what is granted to nobody's subject is everybody's
 */
export const identifyOwner = async <Context>(
  context: Context,
  { owner }: Parts<Context>,
): Promise<Owner | undefined> => {
  const identified = (await owner.identify(context)) ?? undefined;
  if (identified === undefined) return undefined;
  const { subject, authTime } = identified;
  // A column without a value is no name.
  const name = identified.name ?? undefined;
  if (!isText(subject))
    throw new TypeError(
      'owner.identify gave a subject that is no text, or an empty one. Give String(id), or undefined for nobody.',
    );
  if (name !== undefined && !isText(name))
    throw new TypeError(
      'owner.identify gave a name that is no text, or an empty one. Leave it out to show the subject.',
    );
  if (authTime !== undefined && !Number.isFinite(authTime))
    throw new TypeError('owner.identify gave an authTime that is no number of seconds since 1970-01-01T00:00:00Z.');
  return { subject, name, authTime };
};
