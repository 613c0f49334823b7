import type { ManagedClient } from './managed-client.ts';

/** What a list of clients can be filtered by. */
export interface FilteredMembers {
  readonly clientId: string;
  readonly name: string;
  readonly clientType: 'confidential' | 'public';
  readonly grantTypes: readonly string[];
  readonly verified: boolean;
}

/** Reads the {@link FilteredMembers} of a client. */
export const filteredMembers = ({ metadata, clientType }: ManagedClient): FilteredMembers => ({
  clientId: metadata.client_id,
  name: metadata.client_name ?? metadata.client_id,
  clientType,
  grantTypes: metadata.grant_types ?? ['authorization_code'],
  verified: metadata.verified ?? false,
});
