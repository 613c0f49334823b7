import { randomBytes } from 'node:crypto';
import type { Owner } from '@codegrant/server';
import { parseCookie, stringifySetCookie } from 'cookie';
import { sealData, unsealData } from 'iron-session';
import * as v from 'valibot';

/** Who is signed in, kept in the browser itself: a cookie that only this process can write and read. */
export interface Sessions {
  /** The value of a Set-Cookie header that signs the owner in. */
  readonly start: (owner: Owner) => Promise<string>;
  /** Who is signed in, by the Cookie header of a request. */
  readonly read: (cookie: string | undefined) => Promise<Owner | undefined>;
  /** The value of a Set-Cookie header that signs out. */
  readonly end: () => string;
}

const lifetimeSeconds = 8 * 60 * 60;

const sealed = v.object({ subject: v.string(), name: v.string(), authTime: v.number() });

/** @param secure whether the app is served by https */
export const sessions = (secure: boolean): Sessions => {
  const password = randomBytes(32).toString('base64url');
  const name = secure ? '__Host-session' : 'session';
  const setCookie = (value: string, maxAge: number): string =>
    stringifySetCookie({ name, value, httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge });
  return {
    start: async (owner) => setCookie(await sealData(owner, { password, ttl: lifetimeSeconds }), lifetimeSeconds),
    read: async (cookie) => {
      const seal = parseCookie(cookie ?? '')[name];
      if (seal === undefined) return undefined;
      const { success, output } = v.safeParse(sealed, await unsealData(seal, { password, ttl: lifetimeSeconds }));
      return success ? output : undefined;
    },
    end: () => setCookie('', 0),
  };
};
