import type { ClientMetadata } from './client-metadata.ts';

/** A registration without secrets and their hashes. */
export type PublicMetadata = Omit<ClientMetadata, 'client_secret' | 'client_secret_hashes'>;

/** A client that the operator, or one of the operator's organizations, manages. */
export interface ManagedClient {
  readonly metadata: PublicMetadata;
  readonly clientType: 'confidential' | 'public';
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly createdAt: number;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly updatedAt: number;
  /** When the registration ends unless the client is used. `undefined`: it does not end. */
  readonly expiresAt: number | undefined;
  /** The organization that manages the client. `undefined`: only the operator. */
  readonly orgId: string | undefined;
  /** Who created the client. */
  readonly userId: string | undefined;
}
