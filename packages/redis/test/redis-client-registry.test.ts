import { nodeRedis, redisClientRegistry } from '@codegrant/redis';
import type { ClientMetadata, ClientRecord } from '@codegrant/server';
import { createClient } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { problemsOf } from '../../../testing/problems-of.ts';
import { registrationOf } from '../../conformance/src/suite/registry-samples.ts';
import { describeWithRedis } from './engines/describe-with-redis.ts';

const now = Math.floor(Date.now() / 1000);

const recordOf = (
  clientId: string,
  metadata: Partial<ClientMetadata> = {},
  more: Partial<ClientRecord> = {},
): ClientRecord => registrationOf({ client_id: clientId, ...metadata }, { createdAt: now, updatedAt: now, ...more });

describe('redisClientRegistry', () => {
  it('checks its settings.', () => {
    const problems = (settings: object): readonly string[] =>
      problemsOf(() => redisClientRegistry(async () => null, settings));
    expect(problems({ prefix: 'a b' })).toEqual(['prefix "a b" must be 1 to 64 visible ASCII characters.']);
    expect(problems({ prefix: 'a{}' })).toEqual(['prefix must not contain {}: the keys would not be on one node.']);
    expect(problems({ except: [] })).toEqual(['except is not a setting: correct its spelling.']);
    expect(problems({ now: Date.now })).toEqual([expect.stringContaining('seconds')]);
    expect(problemsOf(() => redisClientRegistry(Object({})))).toEqual([expect.stringContaining('send must be')]);
  });

  it('sends scripts with three keys of one hash tag.', async () => {
    const sent: (readonly string[])[] = [];
    const { readClient } = redisClientRegistry(
      async (command) => {
        sent.push(command);
        return [null, null];
      },
      { prefix: 'oauth:' },
    );
    expect(await readClient('a')).toBeUndefined();
    expect(sent.map(([name, , ...rest]) => [name, ...rest])).toEqual([
      ['EVAL', '3', 'oauth:{clients}:records', 'oauth:{clients}:lists', 'oauth:{clients}:expiry', 'a'],
    ]);
  });

  it('says what it needs if a client of your own resolves to something else.', async () => {
    const registry = redisClientRegistry(async () => 'OK');
    await expect(registry.createClient(recordOf('a'))).rejects.toThrow('created or exists or full');
    await expect(registry.readClient('a')).rejects.toThrow('an array');
  });
});

describeWithRedis('A registry in Redis', ({ url, prefix }) => {
  const connect = async (name: string) => {
    const client = createClient({ url });
    await client.connect();
    onTestFinished(() => client.destroy());
    const own = `${prefix}${name}:`;
    const sizes = async () => [
      await client.hLen(`${own}{clients}:records`),
      await client.zCard(`${own}{clients}:lists`),
      await client.zCard(`${own}{clients}:expiry`),
    ];
    return { client, own, sizes, registry: redisClientRegistry(nodeRedis(client), { prefix: own }) };
  };

  it('has no secret, and leaves nothing of a deleted client but the count of its origin.', async () => {
    const { client, own, sizes, registry } = await connect('deleted');
    const record = recordOf('a', { client_secret: 'a-known-secret' }, { orgId: 'org-1', expiresAt: now + 60 });
    await registry.createClient(record);
    expect(JSON.stringify(await client.hGetAll(`${own}{clients}:records`))).not.toContain('a-known-secret');
    expect(await sizes()).toEqual([2, 2, 1]);
    await registry.deleteClient('a');
    expect(await client.hGetAll(`${own}{clients}:records`)).toEqual({ 'count:registered': '0' });
    expect(await sizes()).toEqual([1, 0, 0]);
  });

  it('deletes what has expired when clients are created or listed.', async () => {
    const { sizes, registry } = await connect('expired');
    for (let index = 0; index < 250; index++)
      await registry.createClient(recordOf(`old-${index}`, {}, { expiresAt: now + 60 }));
    expect((await sizes())[2]).toBe(250);
    const later = redisClientRegistry(nodeRedis((await connect('expired')).client), {
      prefix: `${prefix}expired:`,
      now: () => now + 60,
    });
    await later.createClient(recordOf('new', {}, { expiresAt: now + 600 }));
    expect((await sizes())[2]).toBe(151);
    expect((await later.listClients({}, 0, 10)).total).toBe(1);
    expect(await sizes()).toEqual([2, 1, 1]);
  });

  it('lists more clients than one script reads, with a filter.', async () => {
    const { registry } = await connect('many');
    for (let index = 0; index < 450; index++)
      await registry.createClient(
        recordOf(`c-${String(index).padStart(3, '0')}`, { client_name: `Name ${index % 2}` }),
      );
    const { records, total } = await registry.listClients({ name: 'Name 1' }, 220, 10);
    expect(total).toBe(225);
    expect(records.map(({ metadata }) => metadata.client_id)).toEqual(['c-441', 'c-443', 'c-445', 'c-447', 'c-449']);
  });

  it('keeps organizations apart whose names contain the separator of the lists.', async () => {
    const { registry } = await connect('orgs');
    await registry.createClient(recordOf('a', {}, { orgId: 'org' }));
    await registry.createClient(recordOf('b', {}, { orgId: 'org\n0' }));
    await registry.createClient(recordOf('c', {}, { orgId: 'all' }));
    const ids = async (orgId: string) =>
      (await registry.listClients({ orgId }, 0, 9)).records.map(({ metadata }) => metadata.client_id);
    expect([await ids('org'), await ids('org\n0'), await ids('all'), await ids('or')]).toEqual([
      ['a'],
      ['b'],
      ['c'],
      [],
    ]);
  });
});
