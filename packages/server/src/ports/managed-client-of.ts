import type { ManagedClient } from '@codegrant/core';
import { isPublic } from '@codegrant/core/internal';
import type { ClientRecord } from './client-registry.ts';

/** A registration as callers see it: without secrets and their hashes. */
export const managedClientOf = ({ metadata, ...record }: ClientRecord): ManagedClient => {
  const { client_secret: _secret, client_secret_hashes: _hashes, ...publicMetadata } = metadata;
  return {
    metadata: publicMetadata,
    clientType: isPublic(metadata) ? 'public' : 'confidential',
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    expiresAt: record.expiresAt,
    orgId: record.orgId,
    userId: record.userId,
  };
};
