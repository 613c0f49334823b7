import { afterAll, describe, expect, it } from 'vitest';
import { authorizeVectors } from '../vectors/authorize-vectors.ts';
import { authorizeKind, type Converted } from './authorize-kind.ts';
import { describeAnswers } from './describe-answers.ts';
import { describeBasePath } from './describe-base-path.ts';
import { describeClientManagement } from './describe-client-management.ts';
import { describeClients } from './describe-clients.ts';
import { describeConsole } from './describe-console.ts';
import { describeCors } from './describe-cors.ts';
import { describeEvents } from './describe-events.ts';
import { describeFailures } from './describe-failures.ts';
import { describeForms } from './describe-forms.ts';
import { describeFurtherParameters } from './describe-further-parameters.ts';
import { describeGrantList } from './describe-grant-list.ts';
import { describeHosted } from './describe-hosted.ts';
import { describeHttp } from './describe-http.ts';
import { describeJson } from './describe-json.ts';
import { describeJwks } from './describe-jwks.ts';
import { describeLimits } from './describe-limits.ts';
import { describeLongRequests } from './describe-long-requests.ts';
import { describeMetadata } from './describe-metadata.ts';
import { describeOutages } from './describe-outages.ts';
import { describePolicyConflicts } from './describe-policy-conflicts.ts';
import { describePorts } from './describe-ports.ts';
import { describePresentedTokens } from './describe-presented-tokens.ts';
import { describeResources } from './describe-resources.ts';
import { describeRotation } from './describe-rotation.ts';
import { describeSignIn } from './describe-sign-in.ts';
import { describeTokenMembers } from './describe-token-members.ts';
import { expectReply } from './expect-reply.ts';
import { secretsIn } from './no-secrets.ts';
import type { StartServer } from './running-server.ts';
import { vectorKinds } from './vector-kinds.ts';
import { startVectorServers } from './vector-servers.ts';

/**
 * Runs every vector and the HTTP tests through an adapter, with unchanged request targets. Each response must equal core's
 * response to the same vector, byte for byte.
 *
 * @param name the name of the adapter, for the test titles
 * @param seen converts a vector to what the platform passes to the adapter, if it differs from what was sent: see {@link asUrl}
 */
export const describeEndpoint = (name: string, start: StartServer, seen?: Converted): void => {
  describe(name, () => {
    const servers = startVectorServers(start);
    afterAll(() => servers.close());

    describe.each([authorizeKind(authorizeVectors, seen), ...vectorKinds])('$title,', ({ groups }) => {
      describe.each(groups)('$name:', ({ vectors }) => {
        it.each(vectors)('$name', async (vector) => {
          const response = await servers.run(vector);
          expectReply(response, vector.reply());
          const state = servers.state();
          expect(secretsIn(state.events, vector.request)).toEqual([]);
          await vector.expectAfter(state, response);
        });
      });
    });

    describeHttp(start);
    describeForms(start);
    describeJson(start);
    describeFailures(start);
    describeOutages(start);
    describeLimits(start);
    describeAnswers(start);
    describeBasePath(start);
    describeSignIn(start);
    describeLongRequests(start);
    describeHosted(start);
    describeGrantList(start);
    describeClientManagement(start);
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
