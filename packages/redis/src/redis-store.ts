import { type AccessTokens, type Grants, InvalidSettings, type Store, type StoredPorts } from '@codegrant/server';
import { storedExcept } from '@codegrant/server/internal';
import { defaultPrefix, type PrefixSetting, redisProblems } from './redis-settings.ts';
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
export interface RedisStoreSettings<Left extends keyof RedisStorage = never> extends PrefixSetting {
  /** The ports that Redis does not fill. Default: none. */
  readonly except?: readonly Left[] | undefined;
}

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
  const problems = redisProblems(send, settings, ['except']);
  if (problems.length > 0) throw new InvalidSettings('redisStore', problems);
  const { prefix = defaultPrefix, except = [] } = settings;
  const run = scriptRunner(send, prefix);
  const storage: RedisStorage = {
    store: storedCodes(run),
    grants: { ...storedGrants(run), ...storedRefreshTokens(run) },
    accessTokens: storedAccessTokens(run),
  };
  return storedExcept('redisStore', storage, except);
};
