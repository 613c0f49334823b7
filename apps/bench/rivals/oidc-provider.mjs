// Its callback, with a session whose user has granted the scopes before, and an adapter over maps.
import { Provider } from 'oidc-provider';
import { get, post, same } from './without-socket.mjs';

const adapterOver = (recentMap) => {
  const kept = new Set(['Session', 'Grant']);
  const maps = new Map();
  const byUid = new Map();
  return class {
    constructor(model) {
      if (!maps.has(model)) maps.set(model, kept.has(model) ? new Map() : recentMap());
      this.entries = maps.get(model);
    }
    async upsert(id, payload) {
      this.entries.set(id, payload);
      if (payload.uid !== undefined && payload.kind === 'Session') byUid.set(payload.uid, id);
    }
    async find(id) {
      return this.entries.get(id);
    }
    async findByUid(uid) {
      return this.entries.get(byUid.get(uid));
    }
    async consume(id) {
      this.entries.set(id, { ...this.entries.get(id), consumed: Math.floor(Date.now() / 1000) });
    }
    async destroy(id) {
      this.entries.delete(id);
    }
    async revokeByGrantId() {}
  };
};

const settingsOf = ({ registrations, scopes }, recentMap) => ({
  adapter: adapterOver(recentMap),
  scopes,
  clients: registrations.map(({ client_id, redirect_uris }) => ({
    client_id,
    redirect_uris,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    scope: scopes.join(' '),
  })),
  findAccount: async (context, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
  // The checks before and between the batches redeem a code twice. The grant, which every request needs, must not be revoked by that.
  revokeGrantPolicy: () => false,
  features: { devInteractions: { enabled: false } },
});

/** Signs a user in who has granted every scope to every client, and returns the cookie. */
const signIn = async (provider, { registrations, scopes }) => {
  const session = new provider.Session();
  session.loginAccount({ accountId: 'user-1', loginTs: Math.floor(Date.now() / 1000) });
  for (const { client_id } of registrations) {
    const grant = new provider.Grant({ accountId: 'user-1', clientId: client_id });
    grant.addOIDCScope(scopes.join(' '));
    session.ensureClientContainer(client_id);
    session.grantIdFor(client_id, await grant.save());
  }
  await session.save(86_400);
  return `_session=${session.id}`;
};

export const setUp = async (workload, recentMap) => {
  const provider = new Provider('https://login.example', settingsOf(workload, recentMap));
  provider.proxy = true;
  const listener = provider.callback();
  const cookie = await signIn(provider, workload);
  const secure = { 'x-forwarded-proto': 'https' };
  return {
    authorize: { call: (query) => get(listener, `/auth?${query}`, { ...secure, cookie }), read: same },
    redeem: { call: (body) => post(listener, '/token', body, secure), read: same },
    refusesScope: 'access_denied',
  };
};
