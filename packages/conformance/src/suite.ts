import type { ServerOptions } from '@codegrant/server';
import { defaultPages, type Reply, toReply, tokenRejectionReply, tokenReply } from '@codegrant/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeHttp } from './describe-http.ts';
import { decideVector, sentBy, vectorPolicy } from './judge-decision.ts';
import { recordOf, redeemVector } from './judge-redemption.ts';
import { get, post, send, type WireRequest, type WireResponse } from './send.ts';
import type { AuthorizeVector, RedemptionVector } from './vector.ts';
import { emptyScene, type Scene, storeCode, vectorServerOptions } from './vector-server.ts';
import { authorizeVectors, redemptionVectors, vectorPolicies } from './vectors.ts';

export { get, post, send } from './send.ts';
export type { WireRequest, WireResponse } from './send.ts';

/** A server that listens. */
export interface RunningServer {
  /** As in `http://127.0.0.1:3000`. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Starts a server with an authorization server of these options mounted through the adapter under test. */
export type StartServer = (options: ServerOptions<unknown>) => Promise<RunningServer>;

/** The same vector as it is before anybody has answered, or been asked before. */
const unanswered = (vector: AuthorizeVector): AuthorizeVector => ({
  ...vector,
  given: { ...vector.given, remembered: [], answer: { kind: 'none' } },
});

/** An answer can only be given where there was a question. */
const isAnswered = (vector: AuthorizeVector): boolean =>
  vector.given.answer.kind !== 'none' && decideVector(unanswered(vector)).kind === 'askConsent';

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

const requestOf = (vector: AuthorizeVector): WireRequest => {
  const { text, method } = sentBy(vector);
  return method === 'GET' ? get(`/oauth/authorize?${text}`) : post('/oauth/authorize', text);
};

const answerForm = ({ given: { answer } }: AuthorizeVector, page: string): string => {
  const token = /name="consent_token" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const scope = answer.kind === 'allow' && answer.scope !== 'asAsked' ? ['', ...answer.scope] : [];
  return new URLSearchParams([
    ['consent_token', token],
    ['decision', answer.kind],
    ...scope.map((item): [string, string] => ['scope', item]),
  ]).toString();
};

const play = async (origin: string, vector: AuthorizeVector, scene: Scene): Promise<WireResponse> => {
  const { owner, remembered } = vector.given;
  scene.owner = owner === null ? undefined : { subject: owner };
  if (!isAnswered(vector)) {
    scene.remembered = remembered;
    return send(origin, requestOf(vector));
  }
  const question = await send(origin, requestOf(vector));
  scene.remembered = remembered;
  return send(origin, post('/oauth/consent', answerForm(vector, question.body)));
};

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
 * Runs every vector, and what HTTP itself brings, through an adapter: over a socket, with request targets as they are. Each
 * answer must be the one that core gives for the same vector, to the byte.
 *
 * @param name the adapter's, for the titles of the tests
 */
export const describeEndpoint = (name: string, start: StartServer): void => {
  describe(name, () => {
    let scene: Scene = emptyScene();
    const running = new Map<string, RunningServer>();
    const originOf = (policy: string): string => running.get(policy)?.origin ?? '';

    beforeAll(async () => {
      for (const policy of Object.keys(vectorPolicies))
        running.set(policy, await start(vectorServerOptions(policy, () => scene)));
    });
    beforeEach(() => {
      scene = emptyScene();
    });
    afterAll(async () => {
      await Promise.all(Array.from(running.values(), ({ close }) => close()));
    });

    describe.each(authorizeVectors)('authorization endpoint, $name:', ({ vectors }) => {
      it.each(vectors)('$name', async (vector) => {
        expectReply(await play(originOf(vector.given.policy), vector, scene), replyInTheory(vector));
      });
    });

    describe.each(redemptionVectors)('token endpoint, $name:', ({ vectors }) => {
      it.each(vectors)('$name', async (vector) => {
        const { form, authorization } = vector.request;
        const record = recordOf(vector);
        if (vector.given.known) await storeCode(scene, record, vector.given.used);
        const headers = authorization === undefined ? {} : { authorization };
        const response = await send(originOf('default'), post('/oauth/token', form, headers));
        expectReply(response, redemptionInTheory(vector));
        const revokes = vector.expect.kind === 'rejectToken' && vector.expect.revokes;
        expect(scene.revoked).toEqual(revokes ? [record.codeHash] : []);
      });
    });

    describeHttp(start);
  });
};
