import { randomBytes } from 'node:crypto';
import type { Owner } from '@codegrant/server';
import { parseCookie, stringifySetCookie } from 'cookie';
import { sealData, unsealData } from 'iron-session';
import * as v from 'valibot';

/** Sessions without a store: the user is in an encrypted cookie that only this process can write and read. */
export interface Sessions {
  /** Returns the Set-Cookie header that signs the user in. */
  readonly start: (owner: Owner) => Promise<string>;
  /** Returns the signed-in user from the Cookie header of a request, or `undefined`. */
  readonly read: (cookie: string | undefined) => Promise<Owner | undefined>;
  /** Returns the Set-Cookie header that signs the user out. */
  readonly end: () => string;
}

const lifetimeSeconds = 8 * 60 * 60;

const sessionData = v.object({ subject: v.string(), name: v.string(), authTime: v.number() });

/**
 * Creates the sessions. They end with the process, because it makes a new key at each start.
 *
 * @param secure whether browsers reach the app over https
 */
export const cookieSessions = (secure: boolean): Sessions => {
  const password = randomBytes(32).toString('base64url');
  const name = secure ? '__Host-session' : 'session';
  const setCookie = (value: string, maxAge: number): string =>
    stringifySetCookie({ name, value, httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge });
  return {
    start: async (owner) => setCookie(await sealData(owner, { password, ttl: lifetimeSeconds }), lifetimeSeconds),
    read: async (cookie) => {
      const encrypted = parseCookie(cookie ?? '')[name];
      if (encrypted === undefined) return undefined;
      const { success, output } = v.safeParse(
        sessionData,
        await unsealData(encrypted, { password, ttl: lifetimeSeconds }),
      );
      return success ? output : undefined;
    },
    end: () => setCookie('', 0),
  };
};
