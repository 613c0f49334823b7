import { privateKeyJwt } from '@codegrant/client-assertions';
import { guardedFetch } from '@codegrant/client-documents';
import {
  type AuthorizationServer,
  clientCredentials,
  clientList,
  createAuthorizationServer,
  defineClient,
  type JwkSet,
  type ServerOptions,
} from '@codegrant/server';

/** A server with two clients that sign. You have the public keys of the first client. The second client publishes its keys. */
export const serverWith = <Context>(options: ServerOptions<Context>, jwks: JwkSet): AuthorizationServer<Context> =>
  createAuthorizationServer({
    ...options,
    clientAssertions: privateKeyJwt({ fetch: guardedFetch }),
    grantTypes: [clientCredentials],
    clients: clientList([
      defineClient({
        client_id: 'warehouse',
        token_endpoint_auth_method: 'private_key_jwt',
        jwks,
        grant_types: ['client_credentials'],
        scope: 'read',
      }),
      defineClient({
        client_id: 'shop',
        redirect_uris: ['https://shop.example/callback'],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'ES256',
        jwks_uri: 'https://shop.example/jwks.json',
      }),
    ]),
  });
