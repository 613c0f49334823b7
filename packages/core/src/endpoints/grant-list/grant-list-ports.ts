import type { GrantRecord } from '../../grant/grant-record.ts';
import type { OwnedGrant } from '../../grant/owned-grant.ts';
import type { Owner } from '../authorization/owner/identify.ts';

/** The ports of the flows that show grants. */
export interface GrantListPorts {
  /** The resource owner that the request identifies. */
  readonly identifyOwner: () => Owner | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Every grant of a resource owner that was not revoked, in any order. */
  readonly listGrants: (subject: string) => readonly GrantRecord[];
  /** The grant of a resource owner, unless it was revoked. */
  readonly findGrant: (subject: string, grantId: string) => GrantRecord | undefined;
}

/** The ports of the flow that revokes a grant. */
export interface GrantRevocationPorts extends GrantListPorts {
  /** Revokes the tokens of a grant, and forgets what its resource owner allowed to its client. */
  readonly revokeOwnedGrant: (subject: string, grant: OwnedGrant) => void;
}
