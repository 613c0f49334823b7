import type { Reply } from '@codegrant/core';
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
import { describeHosted } from './describe-hosted.ts';
import { describeHttp } from './describe-http.ts';
import { describeJson } from './describe-json.ts';
import { describeLongRequests } from './describe-long-requests.ts';
import { describeMetadata } from './describe-metadata.ts';
import { describeOutages } from './describe-outages.ts';
import { describePolicyConflicts } from './describe-policy-conflicts.ts';
import { describePorts } from './describe-ports.ts';
import { describeResources } from './describe-resources.ts';
import { describeRotation } from './describe-rotation.ts';
import { describeTokenMembers } from './describe-token-members.ts';
import { describeSignIn } from './describe-sign-in.ts';
import { recordOf } from '../expected/redeem-vector.ts';
import { sentBy } from '../expected/decide-vector.ts';
import { secretsIn } from './no-secrets.ts';
import { tokenVectorReply } from '../expected/token-vector.ts';
import { refreshReply } from '../expected/refresh-vector.ts';
import { storedFor } from '../expected/stored-refresh-token.ts';
import { authorizeReply, consentReply, redemptionReply } from '../expected/replies.ts';
import type { StartServer } from './running-server.ts';
import type { WireResponse } from '../wire/send.ts';
import type { RefreshVector } from '../vectors/refresh-vector.ts';
import type { AuthorizeVector } from '../vectors/vector.ts';
import { startVectorServers, type VectorServers } from './vector-servers.ts';
import {
  authorizeVectors,
  clientCredentialsVectors,
  consentVectors,
  extensionGrantVectors,
  redemptionVectors,
  refreshVectors,
} from '../vectors/vectors.ts';

export { optionsWith, request } from './adapter-options.ts';
export { asUrl } from '../wire/as-url.ts';
export { describeStore } from './describe-store.ts';
export type { DescribeStoreOptions } from './describe-store.ts';
export { listen } from './listen.ts';
export type { FilledClients, MadeStore, TestedPorts } from './made-store.ts';
export { raceInProcesses } from './race-in-processes.ts';
export type { OtherProcesses, RaceSize } from './race-in-processes.ts';
export { sendTo } from './running-server.ts';
export type { RunningServer, StartServer } from './running-server.ts';
export { locationIn } from '../wire/location-in.ts';
export { get, post, postJson, send } from '../wire/send.ts';
export type { Send, WireRequest, WireResponse } from '../wire/send.ts';
export { tokenOn } from './token-on.ts';
export { startVectorServers } from './vector-servers.ts';
export type { Outcome } from './store-race.ts';
export type { Redemption, VectorServers } from './vector-servers.ts';

const expectReply = (response: WireResponse, reply: Reply): void => {
  expect(response.status).toBe(reply.status);
  expect(response.headers).toMatchObject(reply.headers);
  expect(response.body).toBe(reply.body);
};

/** The event that a refresh leads to. */
const eventOf = ({ expect: expected }: RefreshVector): ServerEvent['kind'] => {
  if (expected.kind === 'refresh') return 'refreshed';
  return expected.revokes ? 'replayed' : 'rejected';
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
    describeResources(start);
    describeRotation(start);
    describeMetadata(start);
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
