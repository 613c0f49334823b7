import { defaultPages, type Reply, toReply, tokenRejectionReply, tokenReply } from '@codegrant/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeHttp } from './describe-http.ts';
import { isAnswered } from './is-answered.ts';
import { decideVector, sentBy, vectorPolicy } from './judge-decision.ts';
import { recordOf, redeemVector } from './judge-redemption.ts';
import type { StartServer } from './running-server.ts';
import type { WireResponse } from './send.ts';
import type { AuthorizeVector, RedemptionVector } from './vector.ts';
import { startVectorServers, type VectorServers } from './vector-servers.ts';
import { authorizeVectors, redemptionVectors } from './vectors.ts';

export { asUrl } from './as-url.ts';
export { listen } from './listen.ts';
export { sendTo } from './running-server.ts';
export type { RunningServer, StartServer } from './running-server.ts';
export { get, post, send } from './send.ts';
export type { Send, WireRequest, WireResponse } from './send.ts';
export { startVectorServers } from './vector-servers.ts';
export type { Redemption, VectorServers } from './vector-servers.ts';

const replyInTheory = (vector: AuthorizeVector): Reply =>
  toReply(
    decideVector(vector),
    {
      policy: vectorPolicy(vector.given.policy),
      authorizePath: '/oauth/authorize',
      consentPath: '/oauth/consent',
      signInUrl: '/sign-in',
      pages: defaultPages,
    },
    isAnswered(vector) ? 'POST' : sentBy(vector).method,
  );

const expectReply = (response: WireResponse, reply: Reply): void => {
  expect(response.status).toBe(reply.status);
  expect(response.headers).toMatchObject(reply.headers);
  expect(response.headers).not.toHaveProperty('access-control-allow-origin');
  expect(response.body).toBe(reply.body);
};

const redemptionInTheory = (vector: RedemptionVector): Reply => {
  const outcome = redeemVector(vector);
  return outcome.kind === 'redeem'
    ? tokenReply(outcome, { accessToken: 'access-token', expiresIn: 600 })
    : tokenRejectionReply(outcome);
};

/**
 * Runs every vector, and what HTTP itself brings, through an adapter, with request targets as they are. Each answer must be
 * the one that core gives for the same vector, to the byte.
 *
 * @param name the adapter's, for the titles of the tests
 * @param seen how the platform shows a vector to the adapter, if not as it was sent: see {@link asUrl}
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
        expectReply(await servers.authorize(vector), replyInTheory(seen(vector)));
      });
    });

    describe.each(redemptionVectors)('token endpoint, $name:', ({ vectors }) => {
      it.each(vectors)('$name', async (vector) => {
        const { response, revoked } = await servers.redeem(vector);
        expectReply(response, redemptionInTheory(vector));
        const revokes = vector.expect.kind === 'rejectToken' && vector.expect.revokes;
        expect(revoked).toEqual(revokes ? [recordOf(vector).codeHash] : []);
      });
    });

    describeHttp(start);
  });
};
