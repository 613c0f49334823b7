import type { Refusal } from '../../errors/refusal.ts';
import { answered, type Asked, runSync } from '../../flow/flow.ts';
import type { GrantRecord } from '../../grant/grant-record.ts';
import type { Owner } from '../authorization/owner/identify.ts';
import { findOwnGrant, type FoundOwnGrant, type RevokedOwnGrant, revokeOwnGrant } from './find-own-grant.ts';
import type { GrantRevocationPorts } from './grant-list-ports.ts';
import { listGrants, type ListedGrants } from './list-grants.ts';

/** A request to the list of grants. */
export type GrantListRequest =
  /** `query` is that of the request, without the `?`. */
  | { readonly kind: 'list'; readonly query: string }
  | { readonly kind: 'find'; readonly grantId: string }
  | { readonly kind: 'revoke'; readonly grantId: string };

/** Everything that the answer depends on, except the request. */
export interface GrantListFacts {
  /** The resource owner that the request identifies. */
  readonly owner: Owner | undefined;
  /** Every grant that was not revoked, of this resource owner or of all. */
  readonly grants: readonly GrantRecord[];
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

const portsOver = ({ owner, grants, now }: GrantListFacts): Asked<never, GrantRevocationPorts> => {
  const grantsOf = (subject: string): readonly GrantRecord[] => grants.filter((grant) => grant.subject === subject);
  return {
    identifyOwner: () => answered(owner),
    now: () => answered(now),
    listGrants: (subject) => answered(grantsOf(subject)),
    findGrant: (subject, grantId) => answered(grantsOf(subject).find((grant) => grant.grantId === grantId)),
    // The caller revokes what the outcome has.
    revokeOwnedGrant: () => answered(undefined),
  };
};

/**
 * Decides a request to the list of grants. It runs the flows over values.
 *
 * @returns the grants to show, the grant to revoke before you answer, or the error
 */
export const decideGrantList = (
  request: GrantListRequest,
  facts: GrantListFacts,
): ListedGrants | FoundOwnGrant | RevokedOwnGrant | Refusal => {
  const ports = portsOver(facts);
  switch (request.kind) {
    case 'list':
      return runSync(listGrants<never>(request.query, ports));
    case 'find':
      return runSync(findOwnGrant<never>(request.grantId, ports));
    case 'revoke':
      return runSync(revokeOwnGrant<never>(request.grantId, ports));
  }
};
