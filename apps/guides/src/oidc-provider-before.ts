import express, { type Express, type Request } from 'express';
import { type Adapter, type ClientMetadata, Provider } from 'oidc-provider';

export interface Given {
  readonly issuer: string;
  readonly clients: ClientMetadata[];
  readonly cookieKeys: string[];
  readonly adapter: (name: string) => Adapter;
  /** Your session. */
  readonly userOf: (request: Request) => string | undefined;
}

const api = 'https://mail.example/api';

/** The app before: oidc-provider, and the pages of its interactions. */
export const appWith = ({ issuer, clients, cookieKeys, adapter, userOf }: Given): Express => {
  const provider = new Provider(issuer, {
    clients,
    adapter,
    cookies: { keys: cookieKeys },
    scopes: ['offline_access', 'read'],
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => api,
        getResourceServerInfo: () => ({ scope: 'read', accessTokenFormat: 'opaque', accessTokenTTL: 3600 }),
      },
    },
  });
  const app = express();
  app.get('/interaction/:uid', async (request, response) => {
    const { prompt } = await provider.interactionDetails(request, response);
    const accountId = userOf(request);
    if (accountId === undefined)
      return response.redirect(`/login?return_to=${encodeURIComponent(request.originalUrl)}`);
    if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId } });
    response.send(`<form method="post"><p>${JSON.stringify(prompt.details)}</p><button>Allow</button></form>`);
  });
  app.post('/interaction/:uid', async (request, response) => {
    const { params, session } = await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId: session?.accountId, clientId: String(params['client_id']) });
    grant.addOIDCScope('offline_access read');
    grant.addResourceScope(api, 'read');
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  });
  app.use(provider.callback());
  return app;
};
