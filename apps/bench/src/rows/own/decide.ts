import {
  type Client,
  type CodeRecord,
  consentKeysOf,
  decide,
  decideRedemption,
  defaultPages,
  definePolicy,
  entropyPool,
  type Facts,
  type PostedTokenRequest,
  type Reply,
  type Surface,
  tokenRejectionReply,
  tokenReply,
  toReply,
} from '@codegrant/core';
import { operation } from '../operation.ts';
import { RecentMap } from '../recent-map.ts';
import type { SetUp } from '../subject.ts';
import { readReply } from './read-reply.ts';
import { clientsOf, policySettings, subject } from './settings.ts';
import { sha256 } from './sha256.ts';

/** `decide` and `toReply` of `@codegrant/core`, with the facts in maps. */
export const core: SetUp = (workload) => {
  const policy = definePolicy(policySettings(workload));
  const clients = new Map(clientsOf(workload).map((client) => [client.client_id, client]));
  const codes = new RecentMap<CodeRecord>(workload.scenario.codes);
  const consentKeys = consentKeysOf([crypto.getRandomValues(new Uint8Array(32))]);
  const surface: Surface = {
    policy,
    authorizePath: '/oauth/authorize',
    consentPath: '/oauth/consent',
    signInUrl: '/sign-in',
    pages: defaultPages,
  };
  const drawEntropy = entropyPool((length) => crypto.getRandomValues(new Uint8Array(length)));
  // As in the README of core: a plain object for each request, with bytes that a refused request does not need.
  const facts = (): Facts => ({
    policy,
    client: (clientId) => clients.get(clientId),
    owner: { subject },
    consent: () => ({ remembered: workload.scopes, answer: { kind: 'none' } }),
    now: Math.floor(Date.now() / 1000),
    entropy: drawEntropy(),
    consentKeys,
    sha256,
  });
  const take = (codeHash: string): { record: CodeRecord; firstUse: boolean } | undefined => {
    const record = codes.get(codeHash);
    codes.delete(codeHash);
    return record === undefined ? undefined : { record, firstUse: true };
  };
  const redeem = (posted: PostedTokenRequest): Reply => {
    const now = Math.floor(Date.now() / 1000);
    const client = (clientId: string): Client | undefined => clients.get(clientId);
    const outcome = decideRedemption(posted, {
      policy,
      client,
      take,
      consentKeys,
      entropy: drawEntropy(),
      now,
      sha256,
    });
    return outcome.kind === 'rejectToken'
      ? tokenRejectionReply(outcome)
      : tokenReply(outcome, { accessToken: 'token', expiresIn: 3600 });
  };
  return {
    authorize: operation((query) => {
      const decision = decide(query, facts());
      if (decision.kind === 'issue') codes.set(decision.record.codeHash, decision.record);
      return toReply(decision, surface, 'GET');
    }, readReply),
    redeem: operation((form) => redeem({ form, authorization: undefined }), readReply),
  };
};
