import { type AccessTokens, type Grants, InvalidSettings, type Store, type StoredPorts } from '@codegrant/server';
import { storedExcept } from '@codegrant/server/internal';
import { scriptRunner } from './run-script.ts';
import type { SendCommand } from './send-command.ts';
import { storedAccessTokens } from './stored-access-tokens.ts';
import { storedCodes } from './stored-codes.ts';
import { storedGrants } from './stored-grants.ts';
import { storedRefreshTokens } from './stored-refresh-tokens.ts';

/** The ports that Redis fills. */
export interface RedisStorage {
  readonly store: Store;
  readonly grants: Grants;
  readonly accessTokens: AccessTokens;
}

/** The settings of {@link redisStore}. */
export interface RedisStoreSettings<Left extends keyof RedisStorage = never> {
  /**
   * What every key begins with: 1 to 64 visible ASCII characters. Two servers with different issuers need different ones.
   * Default: `codegrant:`.
   */
  readonly prefix?: string | undefined;
  /** The ports that Redis does not fill. Default: none. */
  readonly except?: readonly Left[] | undefined;
}

const settingNames: ReadonlySet<string> = new Set(['prefix', 'except'] satisfies (keyof RedisStoreSettings)[]);

const check = (send: SendCommand, settings: RedisStoreSettings<keyof RedisStorage>): void => {
  const { prefix } = settings;
  const unknown = Object.keys(settings).filter((name) => !settingNames.has(name));
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

/**
 * Keeps codes, the answers to consent requests, grants, refresh tokens and access tokens in Redis or Valkey. Each step is one script on
 * one key, so it is atomic on a cluster too, and the key expires by itself.
 *
 * @param send sends a command: {@link nodeRedis}, {@link ioredis}, or your own
 * @returns the option `storage` of `createAuthorizationServer`
 * @throws {InvalidSettings} if `send` is no function, or a setting is invalid
 * @example
 * const server = createAuthorizationServer({ ...options, ...redisStore(nodeRedis(client)) });
 */
export const redisStore = <Left extends keyof RedisStorage = never>(
  send: SendCommand,
  settings: RedisStoreSettings<Left> = {},
): StoredPorts<Omit<RedisStorage, Left>> => {
  check(send, settings);
  const { prefix = 'codegrant:', except = [] } = settings;
  const run = scriptRunner(send, prefix);
  const storage: RedisStorage = {
    store: storedCodes(run),
    grants: { ...storedGrants(run), ...storedRefreshTokens(run) },
    accessTokens: storedAccessTokens(run),
  };
  return storedExcept('redisStore', storage, except);
};
