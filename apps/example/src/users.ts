import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Somebody who can sign in. Of the password only its scrypt hash is kept. */
interface User {
  readonly subject: string;
  readonly name: string;
  readonly salt: string;
  readonly hash: string;
}

// Their passwords are their user names: they are for this demonstration only.
const users: ReadonlyMap<string, User> = new Map([
  [
    'demo',
    {
      subject: 'user-1',
      name: 'demo',
      salt: 'cc-8pDlcSxcuSvUxINtvKw',
      hash: 'wuN2JkcDvVjXHC2Epvtsg-gKJoIKlL1bDTtEP0L_tPA',
    },
  ],
  [
    'alice',
    {
      subject: 'user-2',
      name: 'alice',
      salt: 'aoyAKeFypjF5x__ZLcXmog',
      hash: 'JeH4sMsD5t0kgBg4IY2Lw6IjIT6kJ6m02mMXCLo-eJk',
    },
  ],
]);

// Somebody unknown costs as much time as somebody known, so that time does not tell which names exist.
const nobody: User = { subject: '', name: '', salt: 'AAAAAAAAAAAAAAAAAAAAAA', hash: 'A'.repeat(43) };

const derive = promisify<string, Uint8Array, number, Buffer>(scrypt);

/** The user with that name and password. */
export const findUser = async (name: string, password: string): Promise<User | undefined> => {
  const user = users.get(name) ?? nobody;
  const hash = await derive(password, Buffer.from(user.salt, 'base64url'), 32);
  return timingSafeEqual(hash, Buffer.from(user.hash, 'base64url')) && user !== nobody ? user : undefined;
};
