// Its OAuthProvider with a handler of /authorize that calls parseAuthRequest and completeAuthorization. The handler checks
// the scopes, which the library leaves to it. KV is a map. Earlier grants are not revoked: their number would be measured.
import { registerHooks } from 'node:module';

// Only workerd has this module. The library checks whether a handler extends its class.
const workers = 'data:text/javascript,export class WorkerEntrypoint {}';
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'cloudflare:workers' ? { url: workers, shortCircuit: true } : next(specifier, context),
});
const { AuthorizationError, OAuthProvider } = await import('@cloudflare/workers-oauth-provider');

const origin = 'https://login.example';

const kvOf = (registrations, entries) => {
  const clients = new Map(
    registrations.map(({ client_id, redirect_uris }) => [
      `client:${client_id}`,
      JSON.stringify({
        clientId: client_id,
        redirectUris: redirect_uris,
        grantTypes: ['authorization_code'],
        responseTypes: ['code'],
        tokenEndpointAuthMethod: 'none',
      }),
    ]),
  );
  return {
    get: async (key, options) => {
      const text = clients.get(key) ?? entries.get(key);
      if (text === undefined) return null;
      return options?.type === 'json' ? JSON.parse(text) : text;
    },
    put: async (key, text) => entries.set(key, text),
    delete: async (key) => entries.delete(key),
    list: async () => ({ keys: [], list_complete: true }),
  };
};

const scopesKnown = (request, known) => {
  if (!request.scope.every((scope) => known.has(scope)))
    throw new AuthorizationError('invalid_scope', {
      description: 'Unknown scope',
      redirectUri: request.redirectUri,
      state: request.state,
      issuer: request.issuer,
    });
};

const issue = async (incoming, oauth, known) => {
  const request = await oauth.parseAuthRequest(incoming);
  scopesKnown(request, known);
  const { redirectTo } = await oauth.completeAuthorization({
    request,
    userId: 'user-1',
    metadata: {},
    scope: request.scope,
    props: { userId: 'user-1' },
    revokeExistingGrants: false,
  });
  return Response.redirect(redirectTo, 302);
};

const authorizePage = (known) => ({
  fetch: async (request, env) => {
    try {
      return await issue(request, env.OAUTH_PROVIDER, known);
    } catch (error) {
      if (!(error instanceof AuthorizationError)) throw error;
      return error.redirectTo === undefined
        ? new Response(error.description, { status: 400 })
        : Response.redirect(error.redirectTo, 302);
    }
  },
});

const read = ({ status, headers, text }) => ({ status, location: headers.get('location') ?? undefined, body: text });

export const setUp = ({ registrations, scopes }, recentMap) => {
  const provider = new OAuthProvider({
    apiRoute: '/api',
    apiHandler: { fetch: async () => new Response('') },
    defaultHandler: authorizePage(new Set(scopes)),
    authorizeEndpoint: '/authorize',
    tokenEndpoint: '/token',
    scopesSupported: scopes,
    // By default it writes each error to the console.
    onError: () => {},
    resourceMetadata: { resource: `${origin}/api`, authorization_servers: [origin] },
  });
  const env = { OAUTH_KV: kvOf(registrations, recentMap()) };
  const context = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} };
  const answer = async (request) => {
    const response = await provider.fetch(request, env, context);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return {
    authorize: { call: (query) => answer(new Request(`${origin}/authorize?${query}`)), read },
    redeem: {
      call: (body) => answer(new Request(`${origin}/token`, { method: 'POST', headers, body })),
      read,
    },
  };
};
