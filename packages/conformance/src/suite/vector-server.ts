import { type CodeRecord, readPolicy } from '@codegrant/core';
import {
  type AccessToken,
  type ClientManager,
  type ClientRegistry,
  type GrantRecord,
  type Grants,
  introspection,
  memoryClientRegistry,
  memoryGrants,
  memoryStore,
  type Owner,
  type PolicySettings,
  revocation,
  type ServerEvent,
  type ServerOptions,
  type Store,
} from '@codegrant/server';
import {
  fixedAccessToken,
  fixedConsentKey,
  fixedEntropy,
  fixedNow,
  fixedRefreshToken,
  plainGrant,
  plainRefreshToken,
  previousConsentKey,
} from '../expected/fixed.ts';
import { fixedConsentId } from '../expected/decide-consent-vector.ts';
import { vectorGrantTypes } from '../expected/extension-grants.ts';
import { usedAtOf } from '../expected/redeem-vector.ts';
import type { RefreshVector } from '../vectors/refresh-vector.ts';
import type { RedemptionVector } from '../vectors/redemption-vector.ts';
import { vectorClient } from '../expected/decide-vector.ts';
import { vectorPolicies } from '../vectors/vector-policies.ts';

/** The state of the server while one vector runs. The suite runs vectors one after another. */
export interface TestState {
  owner: Owner | undefined;
  /** Who manages clients. */
  manager: ClientManager | undefined;
  /** The clients that are managed. */
  registry: ClientRegistry;
  remembered: readonly string[];
  store: Store;
  grants: Grants;
  /** The grants whose tokens were revoked. */
  revoked: string[];
  /** The valid access token. */
  accessToken: AccessToken | undefined;
  /** The access tokens that were revoked alone. */
  revokedTokens: string[];
  /** The subjects and clients whose remembered consent was forgotten. */
  forgotten: (readonly [subject: string, clientId: string])[];
  /** The events that the report port received. */
  events: ServerEvent[];
}

/** A state without a signed-in user and with an empty store. */
export const emptyState = (): TestState => ({
  owner: undefined,
  manager: undefined,
  registry: memoryClientRegistry(() => fixedNow),
  remembered: [],
  store: memoryStore(() => fixedNow),
  grants: memoryGrants(() => fixedNow),
  revoked: [],
  accessToken: undefined,
  revokedTokens: [],
  forgotten: [],
  events: [],
});

/** A store that does not tell when a code was first used. */
const withoutUsedAt = (store: Store): Store => ({
  ...store,
  takeCode: async (...use) => {
    const taken = await store.takeCode(...use);
    return taken && { record: taken.record, firstUse: taken.firstUse };
  },
});

/** Stores a code as if it had been issued, and takes it if it was used. */
export const storeCode = async (
  state: TestState,
  record: CodeRecord,
  used: RedemptionVector['given']['used'],
): Promise<void> => {
  await state.store.saveCode(record);
  if (used !== false) await state.store.takeCode(record.codeHash, usedAtOf(used) ?? fixedNow);
  if (used === true) state.store = withoutUsedAt(state.store);
};

/** Stores the refresh token of the vectors, with its grant. Returns the token. */
export const storePlainRefreshToken = async ({ grants }: TestState): Promise<string> => {
  await grants.saveGrant(plainGrant);
  await grants.saveRefreshToken(plainRefreshToken);
  return fixedRefreshToken;
};

/** Stores a grant as a vector says. */
export const storeGrant = async (
  { grants }: TestState,
  grant: GrantRecord,
  grantIs: RefreshVector['given']['grantIs'],
): Promise<void> => {
  if (grantIs === 'revoked') await grants.revokeGrant(grant.subject, grant.grantId, grant.expiresAt);
  if (grantIs !== 'unknown') await grants.saveGrant(grant);
};

/** The grants of the user of the vectors, from the server's own port. */
export const grantsOfUser = async ({ grants }: TestState): Promise<readonly GrantRecord[]> =>
  grants.listGrants(plainGrant.subject);

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
  consents: {
    granted: () => state().remembered,
    remember: () => {},
    forget: (subject, clientId) => {
      state().forgotten.push([subject, clientId]);
    },
  },
  store: {
    saveCode: (record) => state().store.saveCode(record),
    takeCode: (...use) => state().store.takeCode(...use),
    recordAnswer: (id, answer, expiresAt) => state().store.recordAnswer(id, answer, expiresAt),
  },
  grants: {
    saveGrant: (record) => state().grants.saveGrant(record),
    findGrant: (subject, grantId) => state().grants.findGrant(subject, grantId),
    listGrants: (subject) => state().grants.listGrants(subject),
    revokeGrant: (subject, grantId, until) => state().grants.revokeGrant(subject, grantId, until),
    saveRefreshToken: (record) => state().grants.saveRefreshToken(record),
    findRefreshToken: (tokenHash) => state().grants.findRefreshToken(tokenHash),
    useRefreshToken: (tokenHash, use) => state().grants.useRefreshToken(tokenHash, use),
  },
  tokens: {
    issue: () => ({ accessToken: 'access-token', expiresIn: 600 }),
    revoke: (grantId) => {
      state().revoked.push(grantId);
    },
    find: (accessToken) => (accessToken === fixedAccessToken ? state().accessToken : undefined),
    revokeToken: (accessToken) => {
      state().revokedTokens.push(accessToken);
    },
  },
  grantTypes: vectorGrantTypes(policy),
  endpoints: [revocation, introspection()],
  consentKeys: [fixedConsentKey, previousConsentKey],
  report: (event) => {
    state().events.push(event);
  },
  now: () => fixedNow,
  random: fixedEntropy,
  // One policy has an issuer with a path, while every server has the default paths.
  basePath: '/',
});
