import type { Owner } from '@codegrant/core';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';
import { isTime } from './is-time.ts';

/** Finds the signed-in user in your sessions. */
export interface Owners<Context> {
  /**
   * Identifies the signed-in user of a request. The server calls this function at most once per request.
   *
   * @param context the request object that the adapter passes
   * @returns `undefined` if no user is signed in. `null` counts as `undefined`. Otherwise an object with `subject`, a
   *   non-empty string that identifies only this user. `name` is shown on the consent page (default: the subject).
   *   `authTime` is the time when the user signed in, in seconds since 1970-01-01T00:00:00Z
   */
  readonly identify: (context: Context) => Awaitable<Owner | undefined>;
}

const checked = (given: Owner | null | undefined): Owner | undefined => {
  const identified = given ?? undefined;
  if (identified === undefined) return undefined;
  const { subject, authTime } = identified;
  // A database has null where there is no name.
  const name = identified.name ?? undefined;
  if (!isNonEmptyString(subject))
    throw new TypeError(
      'owner.identify must return a subject that is a non-empty string, such as String(id). ' +
        'Return undefined if no user is signed in.',
    );
  if (name !== undefined && !isNonEmptyString(name))
    throw new TypeError(
      'owner.identify must return a name that is a non-empty string. Leave it out to show the subject.',
    );
  if (authTime !== undefined && !isTime(authTime))
    throw new TypeError('owner.identify must return authTime as a number of seconds since 1970-01-01T00:00:00Z.');
  return { subject, name, authTime };
};

/**
 * Identifies the user who is signed in in the browser that sent the request.
 *
 * @throws {TypeError} if the port returns an unusable owner: users without a subject would share their grants
 */
export const identifyOwner = <Context>(context: Context, owner: Owners<Context>): Awaitable<Owner | undefined> =>
  mapAwaitable(owner.identify(context), checked);
