import type { ClientMetadata, ClientRecord, ClientRegistry } from '@codegrant/server';
import { now, unique } from './store-samples.ts';

/** A registration that no other test has, with some changes. */
export const registrationOf = (
  metadata: Partial<ClientMetadata> = {},
  changes: Partial<Omit<ClientRecord, 'metadata'>> = {},
): ClientRecord => ({
  metadata: { client_id: `client-${unique()}`, redirect_uris: ['https://web.example/callback'], ...metadata },
  createdAt: now() - 60,
  updatedAt: now() - 60,
  expiresAt: undefined,
  revision: 0,
  ...changes,
});

/** A registration without what a database adds: members that are `undefined`, and the order of its members. */
export const plainRegistration = (record: ClientRecord | null | undefined): unknown =>
  record === undefined || record === null ? undefined : JSON.parse(JSON.stringify(record));

/** Creates registrations, runs a check, and deletes them again. */
export const withCreated = async (
  registry: ClientRegistry,
  records: readonly ClientRecord[],
  check: () => Promise<void>,
): Promise<void> => {
  try {
    for (const record of records) {
      const returned = await registry.createClient(record);
      if (returned !== 'created') throw new Error(`createClient returned ${returned} for a new client_id.`);
    }
    await check();
  } finally {
    for (const { metadata } of records) await registry.deleteClient(metadata.client_id);
  }
};
