import { createFetchHandler, type FetchContext } from '@codegrant/fetch';
import { clientList, createAuthorizationServer, defineClient } from '@codegrant/server';
import { type D1, d1Owner, d1Store, d1Tokens } from './d1.ts';

interface Env {
  readonly DB: D1;
  readonly CONSENT_KEY: string;
}

export default {
  fetch: (request: Request, env: Env): Promise<Response> => {
    const server = createAuthorizationServer<FetchContext>({
      policy: {
        issuer: 'https://login.example',
        scopes: { read: { name: 'Read your messages' } },
        defaultScope: ['read'],
      },
      clients: clientList([
        defineClient({ client_id: 'cli', client_name: 'Our CLI', redirect_uris: ['http://127.0.0.1/callback'] }),
      ]),
      owner: { identify: () => d1Owner(env.DB, request.headers.get('cookie')) },
      tokens: d1Tokens(env.DB),
      store: d1Store(env.DB),
      consentKeys: [new TextEncoder().encode(env.CONSENT_KEY)],
    });
    return createFetchHandler(server).fetch(request);
  },
};
