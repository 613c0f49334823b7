import { randomBytes, randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type CodeRecord, hashCode } from '@codegrant/core';
import { positive } from './positive.ts';
import { type MeasuredStore, measuredStores } from './store-sizes/measured-stores.ts';

// Run it with `pnpm store-sizes --codes 100000`. It saves codes in each database, takes each of them once, and prints the size of a
// million of them.
const { values } = parseArgs({ options: { codes: { type: 'string', default: '100000' } } });
const codes = positive('codes', values.codes);

/** How many calls are under way at the same time. */
const parallel = 64;

/** A record as a request of an app makes it: a UUID for the user, and two scopes. */
const aRecord = (): CodeRecord => ({
  codeHash: hashCode(randomBytes(32).toString('base64url')),
  clientId: 'warehouse-mobile-app',
  redirectUri: 'https://warehouse.example/oauth/callback',
  subject: randomUUID(),
  scope: 'read write',
  codeChallenge: randomBytes(32).toString('base64url'),
  codeChallengeMethod: 'S256',
  authTime: 1_700_000_000,
  expiresAt: Math.floor(Date.now() / 1000) + 600,
});

const each = async <Value>(values: readonly Value[], act: (value: Value) => unknown): Promise<void> => {
  const left = [...values];
  const work = async (): Promise<void> => {
    for (let value = left.pop(); value !== undefined; value = left.pop()) await act(value);
  };
  await Promise.all(Array.from({ length: parallel }, work));
};

/** Bytes for each code are megabytes for a million of them. */
const megabytes = (bytes: number): string => `${Math.round(bytes / codes)} MB`;

const row = (...columns: readonly unknown[]): string => `| ${columns.join(' | ')} |`;

const measure = async (name: string, { store, size, close }: MeasuredStore): Promise<string> => {
  const empty = await size();
  const records = Array.from({ length: codes }, aRecord);
  await each(records, store.saveCode);
  const saved = await size();
  await each(records, ({ codeHash }) => store.takeCode(codeHash));
  const taken = await size();
  await close();
  return row(name, megabytes(saved - empty), megabytes(taken - empty));
};

console.log(row('Store', 'A million codes', 'After each was used'));
console.log(row('---', '---', '---'));
for (const [name, open] of Object.entries(measuredStores)) console.log(await measure(name, await open()));
