import { createHash, randomBytes } from 'node:crypto';
import type { Owner } from '@codegrant/server';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Entries } from './storage/entries.ts';

/**
 * Sessions in the storage of the app. The cookie is only a random key: when a session has ended, its cookie opens nothing,
 * whoever kept a copy, and in no process that shares the storage.
 */
export interface Sessions {
  /** Signs the user in, and ends the session that the browser had. Returns the Set-Cookie header. */
  readonly start: (owner: Owner, cookie: string | undefined) => Promise<string>;
  /** Returns the signed-in user from the Cookie header of a request, or `undefined`. */
  readonly read: (cookie: string | undefined) => Promise<Owner | undefined>;
  /** Ends the session of the Cookie header. Returns the Set-Cookie header that removes the cookie. */
  readonly end: (cookie: string | undefined) => Promise<string>;
}

const lifetimeSeconds = 8 * 60 * 60;

/** Only a hash is kept: a copy of the database signs nobody in. */
const keyOf = (secret: string): string => `session:${createHash('sha256').update(secret).digest('base64url')}`;

/**
 * Creates the sessions. They end at sign-out, and after eight hours.
 *
 * @param secure whether browsers reach the app over https
 */
export const sessionsIn = (entries: Entries, secure: boolean): Sessions => {
  const name = secure ? '__Host-session' : 'session';
  const setCookie = (value: string, maxAge: number): string =>
    stringifySetCookie({ name, value, httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge });
  const secretIn = (cookie: string | undefined): string => parseCookie(cookie ?? '')[name] ?? '';
  const drop = async (cookie: string | undefined): Promise<void> => {
    const secret = secretIn(cookie);
    if (secret !== '') await entries.remove(keyOf(secret));
  };
  return {
    start: async (owner, cookie) => {
      await drop(cookie);
      const secret = randomBytes(32).toString('base64url');
      await entries.set(keyOf(secret), JSON.stringify(owner), lifetimeSeconds);
      return setCookie(secret, lifetimeSeconds);
    },
    read: async (cookie) => {
      const secret = secretIn(cookie);
      const kept = secret === '' ? undefined : await entries.get(keyOf(secret));
      return kept === undefined ? undefined : JSON.parse(kept);
    },
    end: async (cookie) => {
      await drop(cookie);
      return setCookie('', 0);
    },
  };
};
