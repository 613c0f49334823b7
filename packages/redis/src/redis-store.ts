import {
  type CodeRecord,
  InvalidSettings,
  type Store,
  type StoredPorts,
  TemporarilyUnavailable,
} from '@codegrant/server';
import { storedPorts } from '@codegrant/server/internal';
import { recordAnswerScript, saveCodeScript, takeCodeScript } from './scripts.ts';

/** Sends a command to Redis or Valkey, and resolves to its reply. An error reply rejects. */
export type SendCommand = (command: readonly string[]) => Promise<unknown>;

/** The settings of {@link redisStore}. */
export interface RedisStoreSettings {
  /**
   * What every key begins with: 1 to 64 visible ASCII characters. Two servers with different issuers need different ones.
   * Default: `codegrant:`.
   */
  readonly prefix?: string | undefined;
}

/** How far the clocks of a server and of Redis may differ, in seconds. Every key is kept that much longer. */
const clockSkew = 300;

const check = (send: SendCommand, settings: RedisStoreSettings): void => {
  const { prefix } = settings;
  const unknown = Object.keys(settings).filter((name) => name !== 'prefix');
  const problems = [
    // The types say so too, but JavaScript has no types.
    ...(typeof send === 'function' ? [] : ['send must be a function, such as nodeRedis(client) or ioredis(client).']),
    ...unknown.map((name) => `${name} is not a setting: correct its spelling.`),
    ...(prefix === undefined || (typeof prefix === 'string' && /^[\x21-\x7e]{1,64}$/.test(prefix))
      ? []
      : [`prefix ${JSON.stringify(prefix)} must be 1 to 64 visible ASCII characters.`]),
  ];
  if (problems.length > 0) throw new InvalidSettings('redisStore', problems);
};

const mustReply = (what: string): never => {
  throw new TypeError(`send must resolve to the reply of Redis, which is ${what}.`);
};

const textOf = (reply: unknown): string => (typeof reply === 'string' ? reply : mustReply('a string'));

/**
 * Keeps codes, and the answers to consent requests, in Redis or Valkey. Each step is one script on one key, so it is atomic
 * on a cluster too, and the key expires by itself.
 *
 * @param send sends a command: {@link nodeRedis}, {@link ioredis}, or your own
 * @returns the option `storage` of `createAuthorizationServer`
 * @throws {InvalidSettings} if `send` is no function, or a setting is invalid
 * @example
 * const server = createAuthorizationServer({ ...options, ...redisStore(nodeRedis(client)) });
 */
export const redisStore = (
  send: SendCommand,
  settings: RedisStoreSettings = {},
): StoredPorts<{ readonly store: Store }> => {
  check(send, settings);
  const { prefix = 'codegrant:' } = settings;
  const run = async (script: string, key: string, ...args: readonly string[]): Promise<unknown> => {
    try {
      return await send(['EVAL', script, '1', `${prefix}${key}`, ...args]);
    } catch (cause) {
      throw new TemporarilyUnavailable(`Redis did not run a command: ${String(cause)}`, { cause });
    }
  };
  const expiry = (expiresAt: number): string => String(Math.ceil(expiresAt) + clockSkew);
  const store: Store = {
    saveCode: async (record) => {
      await run(saveCodeScript, `code:${record.codeHash}`, JSON.stringify(record), expiry(record.expiresAt));
    },
    takeCode: async (codeHash, now) => {
      const reply = await run(takeCodeScript, `code:${codeHash}`, String(now));
      if (reply === null || reply === undefined) return undefined;
      const [json, uses, usedAt]: readonly unknown[] = Array.isArray(reply) ? reply : mustReply('an array');
      const record: CodeRecord = JSON.parse(textOf(json));
      return { record, firstUse: Number(uses) === 1, usedAt: Number(usedAt) };
    },
    recordAnswer: async (id, answer, expiresAt) =>
      textOf(await run(recordAnswerScript, `answer:${id}`, answer, expiry(expiresAt))),
  };
  return storedPorts({ store });
};
