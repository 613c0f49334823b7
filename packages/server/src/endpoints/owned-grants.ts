import type { OwnedGrant } from '@codegrant/core';
import { currentGrant, currentGrants, ownedGrantOf } from '@codegrant/core/internal';
import { outcomeReporter } from '../events/report-outcome.ts';
import { findGrant, listGrants } from '../ports/checked-grants.ts';
import { isNonEmptyString } from '../ports/is-non-empty-string.ts';
import { revokeClient } from './revoke-client.ts';
import { revokeOwnedGrant } from './revoke-owned-grant.ts';
import { settingsOfServer } from './settings-of-server.ts';

/**
 * The grants of your users, for pages of your own. `subject` is the one that `owner.identify` returns. Ask for the user who is signed
 * in, and protect the forms of your page against other sites.
 *
 * Each function rejects with what a port threw, for example with {@link TemporarilyUnavailable}.
 */
export interface OwnedGrants {
  /** Returns the grants of a user, the newest first, without revoked and expired grants. */
  readonly list: (subject: string) => Promise<readonly OwnedGrant[]>;
  /** Returns a grant of a user. `undefined` if the grant is unknown, revoked or expired, or belongs to another user. */
  readonly find: (subject: string, grantId: string) => Promise<OwnedGrant | undefined>;
  /**
   * Revokes a grant of a user, with its refresh tokens and access tokens. The server also forgets what the user allowed
   * to the client, so the client must ask the user again. Other grants of the client stay valid. If a port fails, the
   * server still revokes everything else.
   *
   * @returns the revoked grant. `undefined` if the grant was not found: the function has then changed nothing
   */
  readonly revokeGrant: (subject: string, grantId: string) => Promise<OwnedGrant | undefined>;
  /**
   * Revokes everything that a user allowed to a client: every grant, and the remembered consent. Use this function if a
   * user removes an app. If a port fails, the server still revokes everything else. A second call revokes what is left, with
   * one exception: if only `tokens.revoke` of a port of your own failed, the grant is not found again, and its access tokens
   * stay valid until they expire.
   *
   * @returns the revoked grants, the newest first. Empty if the client had no grant
   */
  readonly revokeClient: (subject: string, clientId: string) => Promise<readonly OwnedGrant[]>;
}

/** The types say so too, but JavaScript has no types. */
const mustBeStrings = (...values: readonly unknown[]): void => {
  if (!values.every(isNonEmptyString))
    throw new TypeError('The subject, and the identifier of a grant or a client, must be non-empty strings.');
};

/**
 * The grants of the users of a server, for pages of your own.
 *
 * @param server what `createAuthorizationServer` returned
 * @throws {TypeError} if it is anything else, for example a copy
 * @example
 * const { list, revokeClient } = grantsOf(server);
 * const apps = await list('user-1');
 */
export const grantsOf = (server: object): OwnedGrants => {
  const settings = settingsOfServer(server);
  const { grants, now } = settings;
  const reporterFor = (subject: string): ((grant: OwnedGrant) => void) => {
    const report = outcomeReporter('grantList', settings);
    return ({ scope, clientId }) => report({ kind: 'grantRevoked', scope, by: 'operator' }, { clientId, subject });
  };
  const find = async (subject: string, grantId: string): Promise<OwnedGrant | undefined> => {
    mustBeStrings(subject, grantId);
    return currentGrant(await findGrant(subject, grantId, grants), now());
  };
  return {
    find,
    list: async (subject) => {
      mustBeStrings(subject);
      return currentGrants(await listGrants(subject, grants), now());
    },
    revokeGrant: async (subject, grantId) => {
      const revoked = reporterFor(subject);
      const grant = await find(subject, grantId);
      if (grant === undefined) return undefined;
      await revokeOwnedGrant(subject, grant, settings);
      revoked(grant);
      return grant;
    },
    revokeClient: async (subject, clientId) => {
      mustBeStrings(subject, clientId);
      const revoked = reporterFor(subject);
      const records = await revokeClient(subject, clientId, settings, (record) => revoked(ownedGrantOf(record)));
      return currentGrants(records, now());
    },
  };
};
