import { DatabaseSync } from 'node:sqlite';
import type { ClientMetadata, ClientRecord } from '@codegrant/server';
import { migrate, nodeSqlite, sqlClientRegistry } from '@codegrant/sql';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../testing/problems-of.ts';
import { registrationOf } from '../../conformance/src/suite/registry-samples.ts';

const now = 1_767_225_600;

const recordOf = (
  clientId: string,
  metadata: Partial<ClientMetadata> = {},
  more: Partial<ClientRecord> = {},
): ClientRecord => registrationOf({ client_id: clientId, ...metadata }, { createdAt: now, updatedAt: now, ...more });

const open = () => {
  const connection = new DatabaseSync(':memory:');
  const db = nodeSqlite(connection);
  migrate(db);
  const rows = (columns: string): readonly unknown[] =>
    connection.prepare(`SELECT ${columns} FROM codegrant_registrations ORDER BY client_id`).all();
  const counts = (): readonly unknown[] =>
    connection.prepare('SELECT * FROM codegrant_registration_counts ORDER BY origin').all();
  return { connection, db, rows, counts, registry: sqlClientRegistry(db, { now: () => now }) };
};

describe('A registry in a database', () => {
  it('is synchronous over a synchronous client.', () => {
    const { registry } = open();
    expect(registry.createClient(recordOf('a'))).toBe('created');
    expect(registry.createClient(recordOf('a'))).toBe('exists');
    expect(registry.find('a')).toMatchObject({ client_id: 'a' });
    expect(registry.updateClient(recordOf('a', {}, { revision: 1 }))).toBe('updated');
    expect(registry.listClients({}, 0, 1)).toMatchObject({ total: 1 });
    expect(registry.keepClient('a')).toBeUndefined();
    expect(registry.deleteClient('a')).toBe(true);
  });

  it('has no secret in its table.', () => {
    const { registry, rows } = open();
    void registry.createClient(recordOf('a', { client_secret: 'a-known-secret' }));
    expect(JSON.stringify(rows('*'))).not.toContain('a-known-secret');
  });

  it('counts each origin, also when a creation fails, and when registrations are deleted or expire.', () => {
    const { registry, counts } = open();
    const self = { origin: 'self' } as const;
    void registry.createClient(recordOf('a', self), 2);
    void registry.createClient(recordOf('a', self), 2);
    void registry.createClient(recordOf('b', self, { expiresAt: now }), 2);
    void registry.createClient(recordOf('c'));
    expect(counts()).toEqual([
      { origin: 'registered', clients: 1 },
      { origin: 'self', clients: 2 },
    ]);
    expect(registry.createClient(recordOf('d', self), 2)).toBe('created');
    expect(registry.deleteClient('a')).toBe(true);
    expect(registry.createClient(recordOf('e', self), 0)).toBe('full');
    expect(counts()).toEqual([
      { origin: 'registered', clients: 1 },
      { origin: 'self', clients: 1 },
    ]);
  });

  it('reports what the database reports, if the client_id is new.', () => {
    const { registry, connection } = open();
    connection.exec('DROP TABLE codegrant_registration_counts');
    expect(() => registry.createClient(recordOf('a'))).toThrow('did not run a statement');
  });

  it('reads each row as a registration: one that became invalid throws, with its problems.', () => {
    const { registry, connection } = open();
    void registry.createClient(recordOf('a'));
    connection.exec(`UPDATE codegrant_registrations SET record = replace(record, 'https:', 'http:')`);
    expect(() => registry.find('a')).toThrow(/client "a": .*redirect_uris/);
  });

  it('refuses an organization that a database cannot keep, and finds nothing for a filter that it cannot compare.', () => {
    const { registry } = open();
    expect(() => registry.createClient(recordOf('a', {}, { orgId: 'a\0' }))).toThrow('orgId');
    void registry.createClient(recordOf('b', { client_name: 'half \ud800' }));
    expect(registry.readClient('b')).toMatchObject({ metadata: { client_name: 'half \ud800' } });
    for (const filter of [{ orgId: '\0' }, { name: 'half \ud800' }, { clientId: 'b\0' }])
      expect(registry.listClients(filter, 0, 9)).toEqual({ records: [], total: 0 });
  });

  it('keeps two prefixes apart, and checks its settings.', () => {
    const { registry, db } = open();
    migrate(db, { prefix: 'other_' });
    void registry.createClient(recordOf('a'));
    expect(sqlClientRegistry(db, { prefix: 'other_' }).find('a')).toBeUndefined();
    expect(problemsOf(() => sqlClientRegistry(db, Object({ perfix: 'a_' })))).toEqual([
      'perfix is not a setting: correct its spelling.',
    ]);
    expect(problemsOf(() => sqlClientRegistry(db, { now: Date.now }))).toEqual([expect.stringContaining('seconds')]);
  });
});
