import { type ClientMetadata, type ClientRecord, memoryClientRegistry } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { fixedNow } from '../test-server.ts';

const recordOf = (clientId: string, more: Partial<ClientMetadata> = {}, expiresAt?: number): ClientRecord => ({
  metadata: { client_id: clientId, redirect_uris: ['https://app.example/cb'], ...more },
  createdAt: fixedNow,
  updatedAt: fixedNow,
  expiresAt,
  revision: 0,
});

const registryWith = (...records: readonly ClientRecord[]) => {
  const clock = { now: fixedNow };
  const registry = memoryClientRegistry(() => clock.now);
  for (const record of records) expect(registry.createClient(record)).toBe('created');
  return { registry, clock };
};

describe('A registry in memory', () => {
  it('finds what was created, and reads it as it was saved.', () => {
    const { registry } = registryWith(recordOf('a'));
    expect(registry.find('a')).toMatchObject({ client_id: 'a' });
    expect(registry.readClient('a')).toEqual(recordOf('a'));
    expect([registry.find('b'), registry.readClient('b')]).toEqual([undefined, undefined]);
  });

  it('keeps the hash of a secret, and not the secret.', () => {
    const { registry } = registryWith(recordOf('a', { client_secret: 'a-known-secret' }));
    expect(JSON.stringify(registry.readClient('a'))).not.toContain('a-known-secret');
    expect(registry.find('a')).toMatchObject({ client_secret_hashes: [expect.any(String)] });
  });

  it('creates no client twice, and no invalid one.', () => {
    const { registry } = registryWith(recordOf('a'));
    expect(registry.createClient(recordOf('a'))).toBe('exists');
    expect(() => registry.createClient(recordOf('b', { redirect_uris: ['http://app.example'] }))).toThrow(
      'redirect_uris',
    );
    expect(registry.readClient('b')).toBeUndefined();
  });

  it('counts the clients of one origin for the cap, and none that was deleted or has expired.', () => {
    const self = { origin: 'self' } as const;
    const { registry, clock } = registryWith(recordOf('own'), recordOf('a', self), recordOf('b', self, fixedNow + 10));
    expect(registry.createClient(recordOf('c', self), 2)).toBe('full');
    registry.deleteClient('a');
    expect(registry.createClient(recordOf('c', self), 2)).toBe('created');
    expect(registry.createClient(recordOf('d', self), 2)).toBe('full');
    clock.now += 10;
    expect(registry.createClient(recordOf('d', self), 2)).toBe('created');
  });

  it('forgets a client that expires, unless it was kept before.', () => {
    const { registry, clock } = registryWith(recordOf('a', {}, fixedNow + 10), recordOf('b', {}, fixedNow + 10));
    registry.keepClient('b');
    registry.keepClient('unknown');
    clock.now += 10;
    registry.keepClient('a');
    expect([registry.find('a'), registry.readClient('a'), registry.deleteClient('a')]).toEqual([
      undefined,
      undefined,
      false,
    ]);
    expect(registry.readClient('b')).toEqual(recordOf('b'));
  });

  it('replaces a client.', () => {
    const { registry } = registryWith(recordOf('a'));
    expect(registry.updateClient({ ...recordOf('a', { client_name: 'New' }), revision: 1 })).toBe('updated');
    expect(registry.updateClient({ ...recordOf('a', { client_name: 'Newer' }), revision: 1 })).toBe('conflict');
    expect(registry.updateClient(recordOf('b'))).toBe('unknown');
    expect(registry.find('a')).toMatchObject({ client_name: 'New' });
  });

  it('lists clients in order, in parts and by a filter.', () => {
    const { registry } = registryWith(
      recordOf('b', { client_secret: 'a-known-secret' }),
      recordOf('a'),
      recordOf('c', { client_name: 'Shop' }),
    );
    const idsOf = (...list: Parameters<typeof registry.listClients>) =>
      Promise.resolve(registry.listClients(...list)).then(({ records, total }) => [
        ...records.map(({ metadata }) => metadata.client_id),
        total,
      ]);
    return Promise.all([
      expect(idsOf({}, 0, 2)).resolves.toEqual(['a', 'b', 3]),
      expect(idsOf({}, 2, 2)).resolves.toEqual(['c', 3]),
      expect(idsOf({ clientType: 'confidential' }, 0, 9)).resolves.toEqual(['b', 1]),
      expect(idsOf({ nameContains: 'ho' }, 0, 9)).resolves.toEqual(['c', 1]),
      expect(idsOf({ grantType: 'client_credentials' }, 0, 9)).resolves.toEqual([0]),
    ]);
  });
});
