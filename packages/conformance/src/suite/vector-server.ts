import { type CodeRecord, readPolicy } from '@codegrant/core';
import {
  memoryStore,
  type Owner,
  type PolicySettings,
  type ServerEvent,
  type ServerOptions,
  type Store,
} from '@codegrant/server';
import { fixedConsentKey, fixedEntropy, fixedNow, previousConsentKey } from '../expected/fixed.ts';
import { fixedConsentId } from '../expected/decide-consent-vector.ts';
import { vectorClient } from '../expected/decide-vector.ts';
import { vectorPolicies } from '../vectors/vectors.ts';

/** The state of the server while one vector runs. The suite runs vectors one after another. */
export interface TestState {
  owner: Owner | undefined;
  remembered: readonly string[];
  store: Store;
  /** The grants whose tokens were revoked. */
  revoked: string[];
  /** The events that the report port received. */
  events: ServerEvent[];
}

/** A state without a signed-in user and with an empty store. */
export const emptyState = (): TestState => ({
  owner: undefined,
  remembered: [],
  store: memoryStore(() => fixedNow),
  revoked: [],
  events: [],
});

/** Stores a code as if it had been issued, and takes it if it was used. */
export const storeCode = async ({ store }: TestState, record: CodeRecord, used: boolean): Promise<void> => {
  await store.saveCode(record);
  if (used) await store.takeCode(record.codeHash);
};

const isPolicySettings = (settings: unknown): settings is PolicySettings => readPolicy(settings).kind === 'valid';

const policySettings = (name: string): PolicySettings => {
  const settings = vectorPolicies[name];
  if (!isPolicySettings(settings)) throw new Error(`policies.json has no valid policy ${name}.`);
  return settings;
};

/** Records an answer to the consent request of the consent vectors. */
export const recordConsent = async ({ store }: TestState, answer: string): Promise<void> => {
  await store.recordAnswer(fixedConsentId, answer, fixedNow + 600);
};

/** The options of a server with the vectors' time, randomness, clients and policy, and with the given state. */
export const vectorServerOptions = (policy: string, state: () => TestState): ServerOptions<unknown> => ({
  policy: policySettings(policy),
  clients: { find: vectorClient },
  owner: { identify: () => state().owner },
  consents: { granted: () => state().remembered, remember: () => {} },
  store: {
    saveCode: (record) => state().store.saveCode(record),
    takeCode: (codeHash) => state().store.takeCode(codeHash),
    recordAnswer: (id, answer, expiresAt) => state().store.recordAnswer(id, answer, expiresAt),
  },
  tokens: {
    issue: () => ({ accessToken: 'access-token', expiresIn: 600 }),
    revoke: (grantId) => {
      state().revoked.push(grantId);
    },
  },
  consentKeys: [fixedConsentKey, previousConsentKey],
  report: (event) => {
    state().events.push(event);
  },
  now: () => fixedNow,
  random: fixedEntropy,
  // One policy has an issuer with a path, while every server has the default paths.
  basePath: '/',
});
