import type { OwnedGrant, OwnedGrants } from '@codegrant/server';
import type { FieldEntries } from './entries.ts';

interface FunctionEntry {
  readonly says: string;
  readonly gives: string;
}

/** The functions with which pages of the operator show and revoke grants. */
export const ownedGrantsFunctions: Readonly<Record<keyof OwnedGrants, FunctionEntry>> = {
  list: {
    says: 'Lists the grants of a user, without revoked and expired grants.',
    gives: 'The promise resolves to a list of [grants](#the-record-ownedgrant), the newest first.',
  },
  find: {
    says: 'Finds a grant of a user.',
    gives:
      'The promise resolves to the grant, or to `undefined` if the grant is unknown, revoked or expired, or belongs to another user.',
  },
  revokeGrant: {
    says:
      'Revokes a grant of a user, with its refresh tokens and its access tokens. The server also forgets the remembered consent of the ' +
      'user for the client, so the client must ask the user again. `revokeGrant` does not revoke other grants of the client.',
    gives:
      'The promise resolves to the revoked grant. If `revokeGrant` does not find the grant, it changes nothing, and the promise resolves ' +
      'to `undefined`.',
  },
  revokeClient: {
    says:
      'Revokes everything that a user allowed a client: every grant, and the remembered consent. Use `revokeClient` if a user removes an ' +
      'app. If the client has no grant, `revokeClient` still forgets the remembered consent.',
    gives: 'The promise resolves to a list of the revoked grants, the newest first.',
  },
};

export const ownedGrantFields: FieldEntries<OwnedGrant> = {
  grantId: { says: 'Identifies the grant: a UUID.', example: '9b5fd5a5-1c52-8e3f-a0c4-3f1f9d1f7b55' },
  clientId: { says: 'The `client_id` of the client that has access.', example: 'cli' },
  scope: { says: 'The granted scope tokens.', example: ['read'] },
  resources: {
    says: 'The granted resources: an empty list if the policy had no `resources` when the user allowed the access.',
    example: [],
  },
  createdAt: {
    says: 'The time at which the client redeemed its code.',
    unit: 'seconds since 1970-01-01T00:00:00Z',
    example: 1_700_000_000,
  },
  lastUsedAt: {
    says: 'The time at which the client last received tokens for the grant.',
    unit: 'seconds since 1970-01-01T00:00:00Z',
    example: 1_700_003_600,
  },
  expiresAt: {
    says: 'The time at which the grant expires.',
    unit: 'seconds since 1970-01-01T00:00:00Z',
    example: 1_707_776_000,
  },
};
