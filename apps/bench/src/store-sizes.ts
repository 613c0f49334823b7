import { randomBytes, randomUUID } from 'node:crypto';
import { type CodeRecord, hashCode } from '@codegrant/core';
import type { OptionHelp } from './command/invalid-options.ts';
import { parseOptions } from './command/parse-options.ts';
import { runCommand } from './command/run-command.ts';
import { wholeNumber } from './command/whole-number.ts';
import { tableLine } from './report/table-line.ts';
import { type MeasuredStore, measuredStores } from './store-sizes/measured-stores.ts';

// Run it with `pnpm store-sizes --codes 50000`. It saves codes in each database, takes each of them once, and prints the size of a
// million of them.
const help: OptionHelp = { '--codes N': 'how many codes are saved. Default: 50000' };

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
  resources: undefined,
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

/** Saves and takes codes in one store. Returns the line of the table. Bytes for each code are megabytes for a million of them. */
const measure = async (name: string, { store, size }: MeasuredStore, codes: number): Promise<string> => {
  const empty = await size();
  const megabytes = async (): Promise<string> => `${Math.round(((await size()) - empty) / codes)} MB`;
  const records = Array.from({ length: codes }, aRecord);
  await each(records, store.saveCode);
  const saved = await megabytes();
  await each(records, ({ codeHash, expiresAt }) => store.takeCode(codeHash, expiresAt));
  return tableLine(name, saved, await megabytes());
};

await runCommand(async (args) => {
  const given = parseOptions(args, { codes: { type: 'string', default: '50000' } } as const, help);
  const codes = wholeNumber('codes', given.codes, help);
  console.log(tableLine('Store', 'A million codes', 'After each was used'));
  console.log(tableLine('---', '---', '---'));
  for (const [name, open] of Object.entries(measuredStores)) {
    const store = await open();
    try {
      console.log(await measure(name, store, codes));
    } finally {
      await store.close();
    }
  }
});
