import { createHash } from 'node:crypto';
import { fixedEntropy, fixedNow } from '../expected/fixed.ts';
import type { WrongValue } from './wrong-value.ts';

const drawn = (what: string, random: (length: number) => unknown): WrongValue => ({
  member: 'random must return',
  what,
  where: 'allowedBefore',
  options: (isStarted) => ({ random: (length: number) => (isStarted() ? random(length) : fixedEntropy(length)) }),
});

const read = (what: string, now: () => unknown): WrongValue => ({
  member: 'now must return',
  what,
  where: 'allowedBefore',
  options: (isStarted) => ({ now: () => (isStarted() ? now() : fixedNow) }),
});

const hashed = (what: string, sha256: (text: string) => unknown): WrongValue => ({
  member: 'sha256 must return',
  what,
  where: 'allowedBefore',
  options: (isStarted) => ({
    sha256: (text: string) => (isStarted() ? sha256(text) : createHash('sha256').update(text).digest('base64url')),
  }),
});

/** Values that `random`, `now` and `sha256` must not return. */
export const wrongPlatformValues: readonly WrongValue[] = [
  drawn('zeros', (length) => new Uint8Array(length)),
  drawn('8 bytes', () => crypto.getRandomValues(new Uint8Array(8))),
  drawn('8 bytes and zeros', (length) => Uint8Array.from([...fixedEntropy(8), ...new Uint8Array(length - 8)])),
  drawn('one byte repeated', (length) => new Uint8Array(length).fill(7)),
  drawn('a string', (length) => 'x'.repeat(length)),
  drawn('an array', (length) => [...fixedEntropy(length)]),
  drawn('a promise', async (length) => fixedEntropy(length)),
  drawn('a promise that rejects', async () => {
    throw new Error('no entropy');
  }),
  drawn('undefined', () => undefined),

  read('milliseconds', () => fixedNow * 1000),
  read('a Date', () => new Date()),
  read('a string', () => String(fixedNow)),
  read('NaN', () => Number.NaN),
  read('undefined', () => undefined),
  read('a promise that rejects', async () => {
    throw new Error('no clock');
  }),

  hashed('a promise', async () => 'a'.repeat(43)),
  hashed('a promise that rejects', async () => {
    throw new Error('no digest');
  }),
  hashed('43 bytes', () => new Uint8Array(43)),
  hashed('the hash of SHA-1', () => 'a'.repeat(27)),
  hashed('hexadecimal', () => 'a'.repeat(64)),
];
