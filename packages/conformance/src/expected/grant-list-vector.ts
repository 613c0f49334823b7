import { decideGrantList, type GrantRecord, grantListReply, type GrantListRequest, type Reply } from '@codegrant/core';
import type { GrantListVector } from '../vectors/grant-list-vector.ts';
import { fixedNow, plainGrant } from './fixed.ts';
import { ownerOf } from './owner-of.ts';

type Outcome = ReturnType<typeof decideGrantList>;

/** The grants that the store has at the start of a vector. */
export const storedGrants = ({ given }: GrantListVector): readonly GrantRecord[] =>
  given.grants.map((differences) => ({ ...plainGrant, ...differences }));

const requestOf = ({ request }: GrantListVector): GrantListRequest => {
  if ('list' in request) return { kind: 'list', query: request.list };
  return 'find' in request ? { kind: 'find', grantId: request.find } : { kind: 'revoke', grantId: request.revoke };
};

/** Returns core's decision for a vector of the list of grants. */
export const decideGrantListVector = (vector: GrantListVector): Outcome =>
  decideGrantList(requestOf(vector), {
    owner: ownerOf(vector.given.owner),
    grants: storedGrants(vector),
    now: fixedNow,
  });

/** Converts a decision to the form of a vector's expectation. */
export const grantListInWords = (outcome: Outcome): Readonly<Record<string, unknown>> => {
  switch (outcome.kind) {
    case 'refuse': {
      const { name, verdict } = outcome.rule;
      return { kind: 'refuse', status: verdict.status, error: verdict.error ?? 'invalid_request', rule: name };
    }
    case 'listGrants': {
      const { grants, pageNumber, pageSize, totalResults } = outcome;
      return { kind: 'list', ids: grants.map(({ grantId }) => grantId), pageNumber, pageSize, totalResults };
    }
    case 'findGrant':
      return { kind: 'find', id: outcome.grant.grantId };
    case 'revokeGrant':
      return { kind: 'revoke', id: outcome.grant.grantId };
  }
};

/** Returns core's response to a vector of the list of grants. */
export const grantListVectorReply = (vector: GrantListVector): Reply => grantListReply(decideGrantListVector(vector));
