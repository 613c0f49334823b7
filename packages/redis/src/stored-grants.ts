import type { GrantRecord, Grants } from '@codegrant/server';
import { systemNow } from '@codegrant/server/internal';
import { expiryOf } from './expiry.ts';
import { findGrantScript, listGrantsScript, revokeGrantScript, saveGrantScript } from './grant-scripts.ts';
import { arrayOf, isNil, textOf } from './reply.ts';
import type { RunScript } from './run-script.ts';

type GrantFunctions = Pick<Grants, 'saveGrant' | 'findGrant' | 'listGrants' | 'revokeGrant'>;

/**
 * A string as a part of a key. Half of a surrogate pair has no bytes in UTF-8: without the escape, two subjects could have one key. JSON
 * escapes it, and also quotes and backslashes, so that two strings are never the same.
 */
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

const keyOf = (subject: string): string => `grants:${escaped(subject)}`;

const fieldOf = (grantId: string): string => `grant:${escaped(grantId)}`;

/** The time for deleting what has expired. */
const now = (): string => String(Math.floor(systemNow()));

const recordIn = (reply: unknown): GrantRecord => JSON.parse(textOf(reply));

/** Grants: those of one subject are one hash, so that they can be listed, and a grant is revoked or saved in one step. */
export const storedGrants = (run: RunScript): GrantFunctions => ({
  saveGrant: async (record) => {
    const { subject, grantId, expiresAt } = record;
    const values = [fieldOf(grantId), expiryOf(expiresAt), JSON.stringify(record), now()];
    await run(saveGrantScript, keyOf(subject), ...values);
  },
  findGrant: async (subject, grantId) => {
    const reply = await run(findGrantScript, keyOf(subject), fieldOf(grantId));
    return isNil(reply) ? undefined : recordIn(reply);
  },
  listGrants: async (subject) => arrayOf(await run(listGrantsScript, keyOf(subject))).map(recordIn),
  revokeGrant: async (subject, grantId, until) => {
    await run(revokeGrantScript, keyOf(subject), fieldOf(grantId), expiryOf(until), now());
  },
});
