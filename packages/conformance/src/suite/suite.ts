import type { ServerEvent } from '@codegrant/server';
import { grantIdOf } from '@codegrant/core/internal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeAnswers } from './describe-answers.ts';
import { describeBasePath } from './describe-base-path.ts';
import { describeClients } from './describe-clients.ts';
import { describeConsole } from './describe-console.ts';
import { describeCors } from './describe-cors.ts';
import { describeEvents } from './describe-events.ts';
import { describeFailures } from './describe-failures.ts';
import { describeFurtherParameters } from './describe-further-parameters.ts';
import { describeForms } from './describe-forms.ts';
import { describeGrantList } from './describe-grant-list.ts';
import { describeHosted } from './describe-hosted.ts';
import { describeHttp } from './describe-http.ts';
import { describeJwks } from './describe-jwks.ts';
import { describeJson } from './describe-json.ts';
import { describeLongRequests } from './describe-long-requests.ts';
import { describeMetadata } from './describe-metadata.ts';
import { describeOutages } from './describe-outages.ts';
import { describePolicyConflicts } from './describe-policy-conflicts.ts';
import { describePorts } from './describe-ports.ts';
import { describePresentedTokens } from './describe-presented-tokens.ts';
import { describeResources } from './describe-resources.ts';
import { describeRotation } from './describe-rotation.ts';
import { describeTokenMembers } from './describe-token-members.ts';
import { describeSignIn } from './describe-sign-in.ts';
import { expectReply } from './expect-reply.ts';
import { recordOf, redemptionReply } from '../expected/redeem-vector.ts';
import { fixedNow } from '../expected/fixed.ts';
import { sentBy } from '../expected/decide-vector.ts';
import { secretsIn } from './no-secrets.ts';
import { grantListVectorReply, storedGrants } from '../expected/grant-list-vector.ts';
import { tokenVectorReply } from '../expected/token-vector.ts';
import { refreshReply } from '../expected/refresh-vector.ts';
import { storedFor } from '../expected/stored-refresh-token.ts';
import { fixedAccessToken } from '../expected/fixed.ts';
import { introspectionReplyTo } from '../expected/introspection-vector.ts';
import { authorizeReply, consentReply } from '../expected/replies.ts';
import { revocationReplyTo } from '../expected/revocation-vector.ts';
import { recordsGiven } from '../expected/stored-tokens.ts';
import type { StartServer } from './running-server.ts';
import type { GrantListVector } from '../vectors/grant-list-vector.ts';
import type { RefreshVector } from '../vectors/refresh-vector.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';
import { startVectorServers, type VectorServers } from './vector-servers.ts';
import { authorizeVectors } from '../vectors/authorize-vectors.ts';
import { clientCredentialsVectors } from '../vectors/client-credentials-vectors.ts';
import { consentVectors } from '../vectors/consent-vectors.ts';
import { extensionGrantVectors } from '../vectors/extension-grant-vectors.ts';
import { redemptionVectors } from '../vectors/redemption-vectors.ts';
import { refreshVectors } from '../vectors/refresh-vectors.ts';
import { introspectionVectors } from '../vectors/introspection-vectors.ts';
import { revocationVectors } from '../vectors/revocation-vectors.ts';
import { grantListVectors } from '../vectors/grant-list-vectors.ts';

export { optionsWith, request } from './adapter-options.ts';
export { asUrl } from '../wire/as-url.ts';
export { apiWith, bearer } from './plain-api.ts';
export { authorizedReply } from '../expected/bearer-vector.ts';
export { startBearerServers } from './bearer-servers.ts';
export type { BearerServers, StartApi } from './bearer-servers.ts';
export { describeBearer } from './describe-bearer.ts';
export { describeStore } from './describe-store.ts';
export type { DescribeStoreOptions } from './describe-store.ts';
export { listen } from './listen.ts';
export type { FilledClients, MadeStore, TestedPorts } from './made-store.ts';
export { raceForRefreshTokens, raceInProcesses } from './race-in-processes.ts';
export type { OtherProcesses, RaceSize } from './race-in-processes.ts';
export { sendTo } from './running-server.ts';
export type { RunningServer, StartServer } from './running-server.ts';
export { locationIn } from '../wire/location-in.ts';
export { get, outgoingHeaders, post, postJson, send } from '../wire/send.ts';
export type { Send, WireRequest, WireResponse } from '../wire/send.ts';
export { tokenOn } from './token-on.ts';
export { startVectorServers } from './vector-servers.ts';
export type { Outcome } from './store-race.ts';
export type { Redemption, Revocation, VectorServers } from './vector-servers.ts';

/** The event that a refresh leads to. */
const eventOf = ({ expect: expected }: RefreshVector): ServerEvent['kind'] => {
  if (expected.kind === 'refresh') return 'refreshed';
  return expected.revokes ? 'replayed' : 'rejected';
};

/** The event that a request to the list of grants leads to. */
const grantListEventOf = ({ expect: expected }: GrantListVector): ServerEvent['kind'] => {
  switch (expected.kind) {
    case 'refuse':
      return 'refused';
    case 'list':
    case 'find':
      return 'grantsShown';
    case 'revoke':
      return 'grantRevoked';
  }
};

/**
 * Runs every vector and the HTTP tests through an adapter, with unchanged request targets. Each response must equal core's
 * response to the same vector, byte for byte.
 *
 * @param name the name of the adapter, for the test titles
 * @param seen converts a vector to what the platform passes to the adapter, if it differs from what was sent: see {@link asUrl}
 */
export const describeEndpoint = (
  name: string,
  start: StartServer,
  seen: (vector: AuthorizeVector) => AuthorizeVector = (vector) => vector,
): void => {
  describe(name, () => {
    let servers: VectorServers;
    beforeAll(async () => {
      servers = await startVectorServers(start);
    });
    afterAll(() => servers.close());

    describe.each(authorizeVectors)('authorization endpoint, $name:', ({ vectors }) => {
      it.each(vectors)('$name', async (vector) => {
        const response = await servers.authorize(vector);
        expectReply(response, authorizeReply(seen(vector)));
        // R25: the endpoint sends no CORS headers.
        expect(response.headers).not.toHaveProperty('access-control-allow-origin');
        expect(secretsIn(servers.events(), sentBy(vector).text)).toEqual([]);
      });
    });

    describe.each(consentVectors)('consent, $name:', ({ vectors }) => {
      it.each(vectors)('$name', async (vector) => {
        expectReply(await servers.consent(vector), consentReply(vector));
        expect(secretsIn(servers.events(), Object.values(vector.request).join())).toEqual([]);
      });
    });

    describe.each(redemptionVectors)('token endpoint, $name:', ({ vectors }) => {
      it.each(vectors)('$name', async (vector) => {
        const { response, revoked } = await servers.redeem(vector);
        expectReply(response, redemptionReply(vector));
        expect(secretsIn(servers.events(), Object.values(vector.request).join())).toEqual([]);
        const revokes = vector.expect.kind === 'rejectToken' && vector.expect.revokes;
        expect(revoked).toEqual(revokes ? [grantIdOf(recordOf(vector).codeHash)] : []);
      });
    });

    describe.each(refreshVectors)('refresh, $name:', ({ vectors }) => {
      it.each(vectors)('$name', async (vector) => {
        const { response, revoked } = await servers.refresh(vector);
        expectReply(response, refreshReply(vector));
        expect(secretsIn(servers.events(), vector.request.form)).toEqual([]);
        expect(servers.events().map(({ kind }) => kind)).toEqual([eventOf(vector)]);
        const { grantId, expiresAt } = storedFor(vector).grant;
        const revokes = vector.expect.kind === 'rejectToken' && vector.expect.revokes;
        expect(revoked).toEqual(revokes ? [grantId] : []);
        const kept = (await servers.grants()).map((grant) => [grant.grantId, grant.expiresAt]);
        expect(kept).toEqual(revokes || vector.given.grantIs !== 'saved' ? [] : [[grantId, expiresAt]]);
      });
    });

    describe.each([...clientCredentialsVectors, ...extensionGrantVectors])('token endpoint, $name:', ({ vectors }) => {
      it.each(vectors)('$name', async (vector) => {
        expectReply(await servers.token(vector), tokenVectorReply(vector));
        expect(secretsIn(servers.events(), Object.values(vector.request).join())).toEqual([]);
        const kind = vector.expect.kind === 'tokenIssued' ? 'tokenIssued' : 'rejected';
        expect(servers.events().map((event) => [event.kind, event.subjectHash])).toEqual([[kind, undefined]]);
      });
    });

    describe.each(revocationVectors)('revocation, $name:', ({ vectors }) => {
      it.each(vectors)('$name', async (vector) => {
        const { response, revoked, revokedTokens } = await servers.revoke(vector);
        expectReply(response, revocationReplyTo(vector));
        expect(secretsIn(servers.events(), Object.values(vector.request).join())).toEqual([]);
        const { kind } = vector.expect;
        const { grant } = recordsGiven(vector.given);
        expect(revoked).toEqual(kind === 'revokeGrant' ? [grant.grantId] : []);
        expect(revokedTokens).toEqual(kind === 'revokeAccessToken' ? [fixedAccessToken] : []);
        expect(await servers.grants()).toEqual(
          kind === 'revokeGrant' || vector.given.grantIs !== 'saved' ? [] : [grant],
        );
      });
    });

    describe.each(introspectionVectors)('introspection, $name:', ({ vectors }) => {
      it.each(vectors)('$name', async (vector) => {
        expectReply(await servers.introspect(vector), introspectionReplyTo(vector));
        expect(secretsIn(servers.events(), Object.values(vector.request).join())).toEqual([]);
        // A question changes nothing.
        expect(await servers.grants()).toEqual(
          vector.given.grantIs === 'saved' ? [recordsGiven(vector.given).grant] : [],
        );
      });
    });

    describe.each(grantListVectors)('list of grants, $name:', ({ vectors }) => {
      it.each(vectors)('$name', async (vector) => {
        const { response, revoked, forgotten, left } = await servers.grantList(vector);
        expectReply(response, grantListVectorReply(vector));
        expect(secretsIn(servers.events(), '')).toEqual([]);
        expect(servers.events().map(({ kind }) => kind)).toEqual([grantListEventOf(vector)]);
        const stored = storedGrants(vector);
        const taken = stored.filter(({ grantId }) => vector.expect.kind === 'revoke' && grantId === vector.expect.id);
        expect(revoked).toEqual(taken.map(({ grantId }) => grantId));
        expect(forgotten).toEqual(taken.map(({ subject, clientId }) => [subject, clientId]));
        // A store may have deleted what has expired.
        const others = stored.filter((grant) => !taken.includes(grant) && grant.expiresAt > fixedNow);
        expect(left).toEqual(expect.arrayContaining(others.map(({ grantId }) => grantId)));
        expect(taken.filter(({ grantId }) => left.includes(grantId))).toEqual([]);
      });
    });

    describeHttp(start);
    describeForms(start);
    describeJson(start);
    describeFailures(start);
    describeOutages(start);
    describeAnswers(start);
    describeBasePath(start);
    describeSignIn(start);
    describeLongRequests(start);
    describeHosted(start);
    describeGrantList(start);
    describeResources(start);
    describeRotation(start);
    describePresentedTokens(start);
    describeMetadata(start);
    describeJwks(start);
    describeEvents(start);
    describePorts(start);
    describeTokenMembers(start);
    describeFurtherParameters(start);
    describeConsole(start);
    describePolicyConflicts(start);
    describeClients(start);
    describeCors(start);
  });
};
