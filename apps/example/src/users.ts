import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** A user who can sign in. Only the scrypt hash of the password is stored. */
interface User {
  readonly subject: string;
  readonly name: string;
  readonly salt: string;
  readonly hash: string;
}

// For the demonstration, each password equals the user name.
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

// An unknown user name takes as long as a known one, so response times do not reveal which users exist.
const unknownUser: User = { subject: '', name: '', salt: 'AAAAAAAAAAAAAAAAAAAAAA', hash: 'A'.repeat(43) };

const derive = promisify<string, Uint8Array, number, Buffer>(scrypt);

/** Returns the user with this name and password, or `undefined`. */
export const findUser = async (name: string, password: string): Promise<User | undefined> => {
  const user = users.get(name) ?? unknownUser;
  const hash = await derive(password, Buffer.from(user.salt, 'base64url'), 32);
  return timingSafeEqual(hash, Buffer.from(user.hash, 'base64url')) && user !== unknownUser ? user : undefined;
};
