import {
  type ClientFilter,
  type ClientPage,
  type ClientRecord,
  type ClientRegistry,
  clientOfRecord,
  InvalidSettings,
} from '@codegrant/server';
import { clockOf, isCurrent, isListed, keptRecord, originOfRecord, systemNow } from '@codegrant/server/internal';
import { defaultPrefix, type PrefixSetting, redisProblems } from './redis-settings.ts';
import {
  createClientScript,
  deleteClientScript,
  dropClientsScript,
  keepClientScript,
  listClientsScript,
  readClientScript,
  updateClientScript,
} from './registration-scripts.ts';
import { listedMembers, rangeOfList, recordOfReply, valueOfRecord } from './registration-value.ts';
import { arrayOf, oneOf, textOf } from './reply.ts';
import { runnerOnKeys } from './run-script.ts';
import type { SendCommand } from './send-command.ts';

/** The settings of {@link redisClientRegistry}. */
export interface RedisClientRegistrySettings extends PrefixSetting {
  /** The clock, in seconds since 1970-01-01T00:00:00Z: the same as the server's. Default: the system clock. */
  readonly now?: (() => number) | undefined;
}

const keys = ['records', 'lists', 'expiry'].map((name) => `{clients}:${name}`);

/** How many registrations one script reads at most, to compare them with a filter. */
const batchSize = 200;

const check = (send: SendCommand, settings: RedisClientRegistrySettings): void => {
  const problems = [
    ...redisProblems(send, settings, ['now']),
    // Redis Cluster takes the first braces for the hash tag, and empty ones for none.
    ...(String(settings.prefix).includes('{}')
      ? ['prefix must not contain {}: the keys would not be on one node.']
      : []),
  ];
  if (problems.length > 0) throw new InvalidSettings('redisClientRegistry', problems);
};

/** Whether a list is filtered by more than its organization. */
const isFiltered = (filter: ClientFilter): boolean =>
  Object.values({ ...filter, orgId: undefined }).some((value) => value !== undefined);

/**
 * Registrations in Redis or Valkey, for `registration`, `clientManagement` and `managedClients`. They do not expire by themselves, so Redis
 * must keep its data on a disk, and must not evict keys.
 *
 * @param send sends a command: {@link nodeRedis}, {@link ioredis}, or your own
 * @throws {InvalidSettings} if `send` is no function, or a setting is invalid
 * @example
 * const registry = redisClientRegistry(nodeRedis(client));
 */
export const redisClientRegistry = (send: SendCommand, settings: RedisClientRegistrySettings = {}): ClientRegistry => {
  check(send, settings);
  const { prefix = defaultPrefix, now = systemNow } = settings;
  const clock = clockOf('redisClientRegistry', now);
  const runOnKeys = runnerOnKeys(send, prefix);
  const run = (script: string, ...args: readonly string[]): Promise<unknown> => runOnKeys(script, keys, args);
  const time = (): string => String(clock());

  const readClient = async (clientId: string): Promise<ClientRecord | undefined> => {
    const [value, expiry] = arrayOf(await run(readClientScript, clientId));
    const record = recordOfReply(value, expiry);
    return record !== undefined && isCurrent(record, clock()) ? record : undefined;
  };
  const dropExpired = async (): Promise<void> => {
    while (Number(await run(dropClientsScript, time())) > 0);
  };
  const readPage = async (orgId: string | undefined, offset: number, limit: number): Promise<ClientPage> => {
    const range = rangeOfList(orgId);
    const [total, ...rest] = arrayOf(await run(listClientsScript, ...range, String(offset), String(limit)));
    const records = rest.flatMap((value, index) =>
      index % 2 === 0 ? (recordOfReply(value, rest[index + 1]) ?? []) : [],
    );
    return { records, total: Number(textOf(total)) };
  };
  const readFiltered = async (filter: ClientFilter, offset: number, limit: number): Promise<ClientPage> => {
    const listed: ClientRecord[] = [];
    let total = 0;
    for (let from = 0; ; from += batchSize) {
      const { records } = await readPage(filter.orgId, from, batchSize);
      for (const record of records.filter((each) => isListed(each, filter))) {
        if (total >= offset && listed.length < limit) listed.push(record);
        total += 1;
      }
      if (records.length < batchSize) return { records: listed, total };
    }
  };

  return {
    find: async (clientId) => {
      const record = await readClient(clientId);
      return record && clientOfRecord(record, clock());
    },
    readClient,
    createClient: async (record, cap) => {
      const kept = keptRecord(record);
      const expiry = kept.expiresAt === undefined ? '' : String(kept.expiresAt);
      const values = [valueOfRecord(kept), originOfRecord(kept), expiry, cap === undefined ? '' : String(cap), time()];
      const reply = await run(createClientScript, kept.metadata.client_id, ...values, ...listedMembers(kept));
      return oneOf(['created', 'exists', 'full'], reply);
    },
    updateClient: async (record) => {
      const kept = keptRecord(record);
      const values = [valueOfRecord(kept), String(kept.revision - 1), time()];
      return oneOf(
        ['updated', 'unknown', 'conflict'],
        await run(updateClientScript, kept.metadata.client_id, ...values),
      );
    },
    deleteClient: async (clientId) => Number(await run(deleteClientScript, clientId, time())) === 1,
    keepClient: async (clientId) => {
      await run(keepClientScript, clientId, time());
    },
    listClients: async (filter, offset, limit) => {
      await dropExpired();
      return isFiltered(filter) ? readFiltered(filter, offset, limit) : readPage(filter.orgId, offset, limit);
    },
  };
};
