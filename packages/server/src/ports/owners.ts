import type { Owner } from '@codegrant/core';
import { type Awaitable, whenGiven } from './awaitable.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';

/** Your sessions. */
export interface Owners<Context> {
  /** Who is signed in in the browser that sent the request. */
  readonly identify: (context: Context) => Awaitable<Owner | undefined>;
}

const checked = (given: Owner | null | undefined): Owner | undefined => {
  const identified = given ?? undefined;
  if (identified === undefined) return undefined;
  const { subject, authTime } = identified;
  // A column without a value is no name.
  const name = identified.name ?? undefined;
  if (!isNonEmptyString(subject))
    throw new TypeError(
      'owner.identify gave a subject that is no text, or an empty one. Give String(id), or undefined for nobody.',
    );
  if (name !== undefined && !isNonEmptyString(name))
    throw new TypeError(
      'owner.identify gave a name that is no text, or an empty one. Leave it out to show the subject.',
    );
  if (authTime !== undefined && !Number.isFinite(authTime))
    throw new TypeError('owner.identify gave an authTime that is no number of seconds since 1970-01-01T00:00:00Z.');
  return { subject, name, authTime };
};

/**
 * Who is signed in in the browser that sent the request.
 *
 * @throws {TypeError} where the port names nobody in particular: what is granted to nobody's subject is everybody's
 */
export const identifyOwner = <Context>(context: Context, owner: Owners<Context>): Awaitable<Owner | undefined> =>
  whenGiven(owner.identify(context), checked);
