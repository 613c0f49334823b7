import type { SendCommand } from './send-command.ts';

/** The setting that every store of this package has. */
export interface PrefixSetting {
  /**
   * What every key begins with: 1 to 64 visible ASCII characters. Two servers with different issuers need different ones.
   * Default: `codegrant:`.
   */
  readonly prefix?: string | undefined;
}

export const defaultPrefix = 'codegrant:';

/** Returns the problems of what a store is made of. The types say so too, but JavaScript has no types. */
export const redisProblems = (
  send: SendCommand,
  settings: PrefixSetting,
  names: readonly string[],
): readonly string[] => {
  const { prefix } = settings;
  const unknown = Object.keys(settings).filter((name) => name !== 'prefix' && !names.includes(name));
  return [
    ...(typeof send === 'function' ? [] : ['send must be a function, such as nodeRedis(client) or ioredis(client).']),
    ...unknown.map((name) => `${name} is not a setting: correct its spelling.`),
    ...(prefix === undefined || (typeof prefix === 'string' && /^[\x21-\x7e]{1,64}$/.test(prefix))
      ? []
      : [`prefix ${JSON.stringify(prefix)} must be 1 to 64 visible ASCII characters.`]),
  ];
};
