import type { CodeRecord, Store } from '@codegrant/server';
import { recordAnswerScript, saveCodeScript, takeCodeScript } from './code-scripts.ts';
import { expiryOf } from './expiry.ts';
import { arrayOf, isNil, textOf } from './reply.ts';
import type { RunScript } from './run-script.ts';

/** Codes and the answers to consent requests, each under a key of its own. */
export const storedCodes = (run: RunScript): Store => ({
  saveCode: async (record) => {
    await run(saveCodeScript, `code:${record.codeHash}`, JSON.stringify(record), expiryOf(record.expiresAt));
  },
  takeCode: async (codeHash, now) => {
    const reply = await run(takeCodeScript, `code:${codeHash}`, String(now));
    if (isNil(reply)) return undefined;
    const [json, uses, usedAt] = arrayOf(reply);
    const record: CodeRecord = JSON.parse(textOf(json));
    return { record, firstUse: Number(uses) === 1, usedAt: Number(usedAt) };
  },
  recordAnswer: async (id, answer, expiresAt) =>
    textOf(await run(recordAnswerScript, `answer:${id}`, answer, expiryOf(expiresAt))),
});
