import { redisStore } from '@codegrant/redis';
import { plainRecord } from '@codegrant/conformance';

/** The scripts that `redisStore` runs to save a code and to take it, and the key of a code without its hash. */
export const redisCommands = async (): Promise<{
  readonly save: string;
  readonly take: string;
  readonly prefix: string;
}> => {
  const commands: (readonly string[])[] = [];
  const { store } = redisStore(async (command) => {
    commands.push(command);
    return null;
  }).storage;
  await store.saveCode(plainRecord);
  await store.takeCode(plainRecord.codeHash, plainRecord.expiresAt);
  const [[, save, , key] = [], [, take] = []] = commands;
  if (save === undefined || take === undefined || key === undefined || commands.length > 2)
    throw new Error('redisStore must run one script to save a code, and one to take it.');
  return { save, take, prefix: key.slice(0, -plainRecord.codeHash.length) };
};
