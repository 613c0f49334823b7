import { readParams } from '../../encoding/read-params.ts';
import { type Refusal, refuse } from '../../errors/refusal.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import { currentGrants, type OwnedGrant } from '../../grant/owned-grant.ts';
import { Broken } from '../../rules/stage.ts';
import type { GrantListPorts } from './grant-list-ports.ts';
import { grantOwnerStage } from './grant-owner.ts';
import { type ListRequest, listRequestStage } from './list-request.ts';

/** A page of the grants of a resource owner. */
export interface ListedGrants extends ListRequest {
  readonly kind: 'listGrants';
  readonly subject: string;
  /** The grants of this page, the newest first. */
  readonly grants: readonly OwnedGrant[];
  /** How many grants all pages have. */
  readonly totalResults: number;
}

/**
 * The list of the grants of a resource owner: owner → page → grants.
 *
 * @param query the query of the request, without the `?`
 */
export function* listGrants<Pause>(
  query: string,
  ports: Asked<Pause, GrantListPorts>,
): Flow<Pause, ListedGrants | Refusal> {
  const identified = yield* ports.identifyOwner();
  const owner = grantOwnerStage.run({ owner: identified });
  if (owner instanceof Broken) return refuse(owner.rule);

  const asked = listRequestStage.run(readParams(query));
  if (asked instanceof Broken) return refuse(asked.rule);

  const { subject } = owner;
  const { pageNumber, pageSize } = asked;
  const now = yield* ports.now();
  const all = currentGrants(yield* ports.listGrants(subject), now);
  const start = (pageNumber - 1) * pageSize;
  const grants = all.slice(start, start + pageSize);
  return { kind: 'listGrants', subject, pageNumber, pageSize, grants, totalResults: all.length };
}
