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

/** What holds while one vector runs. The suite runs them one after another. */
export interface Scene {
  owner: Owner | undefined;
  remembered: readonly string[];
  store: Store;
  /** The grants whose tokens were taken back. */
  revoked: string[];
  /** What the report port was told. */
  events: ServerEvent[];
}

/** A scene in which nobody is signed in and nothing is stored. */
export const emptyScene = (): Scene => ({
  owner: undefined,
  remembered: [],
  store: memoryStore(() => fixedNow),
  revoked: [],
  events: [],
});

/** Puts a code into the scene's store, as if it had been issued, and taken if it was used. */
export const storeCode = async ({ store }: Scene, record: CodeRecord, used: boolean): Promise<void> => {
  await store.saveCode(record);
  if (used) await store.takeCode(record.codeHash);
};

const isPolicySettings = (settings: unknown): settings is PolicySettings => readPolicy(settings).kind === 'valid';

const policySettings = (name: string): PolicySettings => {
  const settings = vectorPolicies[name];
  if (!isPolicySettings(settings)) throw new Error(`policies.json has no policy ${name} that can be worked with.`);
  return settings;
};

/** Marks the question that consent vectors answer as answered. */
export const spendQuestion = async ({ store }: Scene): Promise<void> => {
  await store.spend(fixedConsentId, fixedNow + 600);
};

/** The options of a server in which a vector's time, randomness, clients and policy hold, and whatever the scene says. */
export const vectorServerOptions = (policy: string, scene: () => Scene): ServerOptions<unknown> => ({
  policy: policySettings(policy),
  clients: { find: vectorClient },
  owner: { identify: () => scene().owner },
  consents: { granted: () => scene().remembered, remember: () => {} },
  store: {
    saveCode: (record) => scene().store.saveCode(record),
    takeCode: (codeHash) => scene().store.takeCode(codeHash),
    spend: (id, expiresAt) => scene().store.spend(id, expiresAt),
  },
  tokens: {
    issue: () => ({ accessToken: 'access-token', expiresIn: 600 }),
    revoke: (grantId) => {
      scene().revoked.push(grantId);
    },
  },
  consentKeys: [fixedConsentKey, previousConsentKey],
  report: (event) => {
    scene().events.push(event);
  },
  now: () => fixedNow,
  random: fixedEntropy,
});
