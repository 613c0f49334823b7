import { setTimeout as wait } from 'node:timers/promises';
import { type CodeRecord, hashCode, type TakenCode } from '@codegrant/core';
import { plainRecord } from '../expected/fixed.ts';

/** Seconds since 1970-01-01T00:00:00Z. */
export const now = (): number => Math.floor(Date.now() / 1000);

/** A time that every test is over by. */
export const later = (): number => now() + 600;

/** An identifier that no other test and no other run has. */
export const unique = (): string => crypto.randomUUID();

/** A record of a code that no other test has, with some changes. */
export const recordWith = (changes: Partial<CodeRecord> = {}): CodeRecord => ({
  ...plainRecord,
  codeHash: hashCode(unique()),
  subject: `user-${unique()}`,
  resources: 'https://api.example/mcp',
  authTime: now() - 10,
  expiresAt: later(),
  ...changes,
});

/** The members of a record, without what a database adds, and with `undefined` for `null`. */
const plain = (record: CodeRecord): CodeRecord => ({
  codeHash: record.codeHash,
  clientId: record.clientId,
  redirectUri: record.redirectUri,
  subject: record.subject,
  scope: record.scope,
  codeChallenge: record.codeChallenge ?? undefined,
  codeChallengeMethod: record.codeChallengeMethod,
  resources: record.resources ?? undefined,
  parameters: record.parameters ?? undefined,
  authTime: record.authTime ?? undefined,
  expiresAt: record.expiresAt,
});

/** What was taken, as it can be compared. An unknown code is `undefined`. */
export const comparable = (taken: TakenCode | null | undefined): TakenCode | undefined =>
  taken === undefined || taken === null ? undefined : { record: plain(taken.record), firstUse: taken.firstUse };

/** Swaps upper and lower case: another string, except for a column that ignores case. */
export const inOtherCase = (text: string): string =>
  Array.from(text, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())).join(
    '',
  );

/** Strings that are not this one, but that a store may take for it: its beginning, another case, a space beside it, a pattern. */
export const nearMissesOf = (text: string): readonly string[] => [
  text.slice(0, -1),
  inOtherCase(text),
  `${text} `,
  ` ${text}`,
  '',
  '%',
  '*',
  '_',
];

/** Characters that mean something in SQL, JSON, patterns and Redis, or that a database may change. */
export const unusual =
  '\'"`;-- \\ \\0 \\u0000 % _ * ? [a] {a} $1 :a @a <&> \t\n\r \u00e9 e\u0301 \u65e5\u672c \u{1f98a} \u2028 \ufeff';

/** A string of 8000 characters, most of them different from their neighbours. */
export const long: string = Array.from({ length: 1000 }, (_, index) => String(index).padStart(8, '.')).join('');

/** Waits so long that what a store keeps for milliseconds in place of seconds is gone. */
export const outliveMilliseconds = (): Promise<void> => wait(700);
