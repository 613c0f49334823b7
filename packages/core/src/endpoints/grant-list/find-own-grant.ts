import { type Refusal, refuse } from '../../errors/refusal.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import { currentGrant, type OwnedGrant } from '../../grant/owned-grant.ts';
import { Broken } from '../../rules/stage.ts';
import type { GrantListPorts, GrantRevocationPorts } from './grant-list-ports.ts';
import { grantOwnerStage } from './grant-owner.ts';
import { ownedGrantStage } from './owned-grant.ts';

/** A grant of the resource owner that the request identifies. */
export interface FoundOwnGrant {
  readonly kind: 'findGrant';
  readonly subject: string;
  readonly grant: OwnedGrant;
}

/** A grant that was revoked because its resource owner asked for it. */
export interface RevokedOwnGrant {
  readonly kind: 'revokeGrant';
  readonly subject: string;
  readonly grant: OwnedGrant;
}

/** RFC 9562 §4: upper case is read too. What is no UUID is no identifier of a grant, and no store is asked for it. */
const uuidIn = (text: string): string | undefined =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined;

/**
 * One grant of a resource owner: owner → grant.
 *
 * @param grantId the identifier as the request has it
 */
export function* findOwnGrant<Pause>(
  grantId: string,
  ports: Asked<Pause, GrantListPorts>,
): Flow<Pause, FoundOwnGrant | Refusal> {
  const identified = yield* ports.identifyOwner();
  const owner = grantOwnerStage.run({ owner: identified });
  if (owner instanceof Broken) return refuse(owner.rule);

  const { subject } = owner;
  const now = yield* ports.now();
  const uuid = uuidIn(grantId);
  const record = uuid === undefined ? undefined : yield* ports.findGrant(subject, uuid);
  const grant = ownedGrantStage.run({ grant: currentGrant(record, now) });
  return grant instanceof Broken ? refuse(grant.rule) : { kind: 'findGrant', subject, grant };
}

/** The revocation of a grant by its resource owner: owner → grant → revocation. */
export function* revokeOwnGrant<Pause>(
  grantId: string,
  ports: Asked<Pause, GrantRevocationPorts>,
): Flow<Pause, RevokedOwnGrant | Refusal> {
  const found = yield* findOwnGrant(grantId, ports);
  if (found.kind === 'refuse') return found;
  const { subject, grant } = found;
  yield* ports.revokeOwnedGrant(subject, grant);
  return { kind: 'revokeGrant', subject, grant };
}
