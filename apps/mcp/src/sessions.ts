import { randomBytes } from 'node:crypto';
import type { Owner } from '@codegrant/server';
import { parseCookie, stringifySetCookie } from 'cookie';

/** Who is signed in, in the memory of this process. Put your own sessions here. */
export interface Sessions {
  /** Signs the user in. Returns the Set-Cookie header. */
  readonly start: (userName: string) => string;
  /** Returns the signed-in user from the Cookie header of a request, or `undefined`. */
  readonly read: (cookie: string | undefined) => Owner | undefined;
}

/** @param secure whether browsers reach the server over https */
export const memorySessions = (secure: boolean): Sessions => {
  const name = secure ? '__Host-session' : 'session';
  const owners = new Map<string, Owner>();
  return {
    start: (userName) => {
      const key = randomBytes(32).toString('base64url');
      owners.set(key, { subject: userName, name: userName, authTime: Math.floor(Date.now() / 1000) });
      return stringifySetCookie({ name, value: key, httpOnly: true, sameSite: 'lax', secure, path: '/' });
    },
    read: (cookie) => owners.get(parseCookie(cookie ?? '')[name] ?? ''),
  };
};
