import { randomBytes } from 'node:crypto';
import type { Owner } from '@codegrant/server';
import { parseCookie, stringifySetCookie } from 'cookie';

/**
 * Sessions in the memory of this process. The cookie is only a random key: when a session has ended, its cookie opens
 * nothing, whoever kept a copy.
 */
export interface Sessions {
  /** Signs the user in, and ends the session that the browser had. Returns the Set-Cookie header. */
  readonly start: (owner: Owner, cookie: string | undefined) => string;
  /** Returns the signed-in user from the Cookie header of a request, or `undefined`. */
  readonly read: (cookie: string | undefined) => Owner | undefined;
  /** Ends the session of the Cookie header. Returns the Set-Cookie header that removes the cookie. */
  readonly end: (cookie: string | undefined) => string;
}

interface Session {
  readonly owner: Owner;
  /** In milliseconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

const lifetimeSeconds = 8 * 60 * 60;

const dropExpired = (sessions: Map<string, Session>): void => {
  for (const [key, { expiresAt }] of sessions) if (expiresAt <= Date.now()) sessions.delete(key);
};

/**
 * Creates the sessions. They end at sign-out, after eight hours, and with the process.
 *
 * @param secure whether browsers reach the app over https
 */
export const memorySessions = (secure: boolean): Sessions => {
  const sessions = new Map<string, Session>();
  const name = secure ? '__Host-session' : 'session';
  const setCookie = (value: string, maxAge: number): string =>
    stringifySetCookie({ name, value, httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge });
  const keyIn = (cookie: string | undefined): string => parseCookie(cookie ?? '')[name] ?? '';
  return {
    start: (owner, cookie) => {
      dropExpired(sessions);
      sessions.delete(keyIn(cookie));
      const key = randomBytes(32).toString('base64url');
      sessions.set(key, { owner, expiresAt: Date.now() + lifetimeSeconds * 1000 });
      return setCookie(key, lifetimeSeconds);
    },
    read: (cookie) => {
      const session = sessions.get(keyIn(cookie));
      return session !== undefined && session.expiresAt > Date.now() ? session.owner : undefined;
    },
    end: (cookie) => {
      sessions.delete(keyIn(cookie));
      return setCookie('', 0);
    },
  };
};
