import { Provider } from 'oidc-provider';
import { onTestFinished, vi } from 'vitest';
import { listen } from '../../mcp/src/listen.ts';

/** An identity provider in the process of the test, with one client. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** From now on, nobody can sign in. */
  readonly refuse: () => void;
}

/**
 * Starts an OpenID provider. It knows who its user is, and asks nothing: as a provider does whose user is signed in, and has allowed the
 * client before.
 */
export const startIdentityProvider = async (redirectUri: string): Promise<IdentityProvider> => {
  const { url: issuer, serve, close } = await listen(0);
  onTestFinished(close);
  const clientId = 'mail';
  const clientSecret = 'a secret that the identity provider gave to the operator';
  let isRefusing = false;
  // It writes that this is not for production.
  for (const method of ['info', 'warn'] as const) vi.spyOn(console, method).mockReturnValue();
  onTestFinished(() => void vi.restoreAllMocks());
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email'] },
    cookies: { keys: ['the key of a test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, email: `${accountId}@login.example` }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next();
    const result = isRefusing ? { error: 'access_denied' } : { login: { accountId: 'ada' } };
    await provider.interactionFinished(context.req, context.res, result);
    context.respond = false;
  });
  serve(provider.callback());
  return {
    issuer,
    clientId,
    clientSecret,
    refuse: () => {
      isRefusing = true;
    },
  };
};
