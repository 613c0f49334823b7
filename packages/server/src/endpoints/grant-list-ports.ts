import type { GrantRecord, OwnedGrant, Owner } from '@codegrant/core';
import { type Answer, answered, type Asked, type GrantRevocationPorts } from '@codegrant/core/internal';
import type { HttpRequest } from '../http/http-request.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { findGrant, listGrants } from '../ports/checked-grants.ts';
import { identifyOwner } from '../ports/owners.ts';
import { revokeOwnedGrant } from './revoke-owned-grant.ts';
import { asAnswer, type Pause } from './run.ts';

/** The ports of the flows of the list of grants. They are apart from {@link FlowPorts}: most servers do not have the list. */
export const grantListPorts = <Context>(
  { context }: Pick<HttpRequest<Context>, 'context'>,
  settings: ServerSettings<Context>,
): Asked<Pause, GrantRevocationPorts> => ({
  identifyOwner: (): Answer<Pause, Owner | undefined> => asAnswer(identifyOwner(context, settings.owner)),
  now: () => answered(settings.now()),
  listGrants: (subject): Answer<Pause, readonly GrantRecord[]> => asAnswer(listGrants(subject, settings.grants)),
  findGrant: (subject, grantId): Answer<Pause, GrantRecord | undefined> =>
    asAnswer(findGrant(subject, grantId, settings.grants)),
  revokeOwnedGrant: (subject: string, grant: OwnedGrant) => asAnswer(revokeOwnedGrant(subject, grant, settings)),
});
