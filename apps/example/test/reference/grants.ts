import type { OwnedGrant, OwnedGrants } from '@codegrant/server';
import type { FieldEntries } from './entries.ts';

interface FunctionEntry {
  readonly says: string;
  readonly gives: string;
}

/** The functions with which pages of the operator show and revoke grants. */
export const ownedGrantsFunctions: Readonly<Record<keyof OwnedGrants, FunctionEntry>> = {
  list: {
    says: 'Lists the grants of a user. Grants that were revoked or have expired are left out.',
    gives: 'a list of [grants](#the-record-ownedgrant), the newest first',
  },
  find: {
    says: 'Finds a grant of a user.',
    gives: 'the grant, or `undefined` if it is unknown, revoked, expired, or the grant of another user',
  },
  revokeGrant: {
    says:
      'Revokes a grant of a user: its refresh tokens and its access tokens. What the user allowed to the client is forgotten, so the client must ask again. ' +
      'Other grants of the client stay.',
    gives: 'the grant that was revoked, or `undefined` if it is unknown. Then nothing was done',
  },
  revokeClient: {
    says: 'Revokes everything that a user allowed to a client: every grant, and the remembered consent. Users mean this by removing an app. It works for a client without a grant too.',
    gives: 'a list of the grants that were revoked',
  },
};

export const ownedGrantFields: FieldEntries<OwnedGrant> = {
  grantId: { says: 'Identifies the grant: a UUID.', example: '9b5fd5a5-1c52-8e3f-a0c4-3f1f9d1f7b55' },
  clientId: { says: 'The client that has access.', example: 'cli' },
  scope: { says: 'The granted scope tokens.', example: ['read'] },
  resources: { says: 'The granted resources. Empty if the policy had none.', example: [] },
  createdAt: {
    says: 'When the client redeemed its code.',
    unit: 'seconds since 1970-01-01T00:00:00Z',
    example: 1_700_000_000,
  },
  lastUsedAt: {
    says: 'When the client last received tokens for the grant.',
    unit: 'seconds since 1970-01-01T00:00:00Z',
    example: 1_700_003_600,
  },
  expiresAt: {
    says: 'When the grant ends by itself.',
    unit: 'seconds since 1970-01-01T00:00:00Z',
    example: 1_707_776_000,
  },
};
