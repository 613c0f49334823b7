import type { Grants, RefreshTokenRecord, RefreshTokenUse } from '@codegrant/server';
import { expiryOf } from './expiry.ts';
import { findRefreshTokenScript, saveRefreshTokenScript, useRefreshTokenScript } from './refresh-token-scripts.ts';
import { arrayOf, isNil, textOf } from './reply.ts';
import type { RunScript } from './run-script.ts';

type RefreshTokenFunctions = Pick<Grants, 'saveRefreshToken' | 'findRefreshToken' | 'useRefreshToken'>;

const keyOf = (tokenHash: string): string => `refresh-token:${tokenHash}`;

/** Refresh tokens, each with its first use under a key of its own. */
export const storedRefreshTokens = (run: RunScript): RefreshTokenFunctions => ({
  saveRefreshToken: async (record) => {
    await run(saveRefreshTokenScript, keyOf(record.tokenHash), JSON.stringify(record), expiryOf(record.expiresAt));
  },
  findRefreshToken: async (tokenHash) => {
    const reply = await run(findRefreshTokenScript, keyOf(tokenHash));
    if (isNil(reply)) return undefined;
    const [json, uses] = arrayOf(reply);
    const record: RefreshTokenRecord = JSON.parse(textOf(json));
    return { record, used: Number(uses) === 1 };
  },
  useRefreshToken: async (tokenHash, use) => {
    const reply = await run(useRefreshTokenScript, keyOf(tokenHash), JSON.stringify(use));
    if (isNil(reply)) return undefined;
    const recorded: RefreshTokenUse = JSON.parse(textOf(reply));
    return recorded;
  },
});
