import type { AccessTokenRecord, AccessTokens } from '@codegrant/server';
import { findAccessTokenScript, revokeAccessTokenScript, saveAccessTokenScript } from './access-token-scripts.ts';
import { expiryOf } from './expiry.ts';
import { isNil, textOf } from './reply.ts';
import type { RunScript } from './run-script.ts';

const keyOf = (tokenHash: string): string => `access-token:${tokenHash}`;

/** Access tokens, each under a key of its own. A revoked one has no key. */
export const storedAccessTokens = (run: RunScript): AccessTokens => ({
  saveAccessToken: async (record) => {
    await run(saveAccessTokenScript, keyOf(record.tokenHash), JSON.stringify(record), expiryOf(record.expiresAt));
  },
  findAccessToken: async (tokenHash) => {
    const reply = await run(findAccessTokenScript, keyOf(tokenHash));
    if (isNil(reply)) return undefined;
    const record: AccessTokenRecord = JSON.parse(textOf(reply));
    return record;
  },
  revokeAccessToken: async (tokenHash) => {
    await run(revokeAccessTokenScript, keyOf(tokenHash));
  },
});
