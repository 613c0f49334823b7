import { type Client, defineClient } from '@codegrant/server';
import type { ClientMetadata } from 'oidc-provider';

/** A client of the option `clients`. Other members of its registration have no counterpart. */
export const clientOf = (old: ClientMetadata): Client => {
  const { client_id, client_name, client_uri, logo_uri, policy_uri, tos_uri, scope, client_secret } = old;
  const isPublic = old.token_endpoint_auth_method === 'none';
  return defineClient({
    client_id,
    redirect_uris: old.redirect_uris ?? [],
    grant_types: old.grant_types ?? ['authorization_code'],
    ...Object.fromEntries(
      Object.entries({ client_name, client_uri, logo_uri, policy_uri, tos_uri, scope }).filter(([, value]) => value),
    ),
    ...(isPublic || client_secret === undefined ? {} : { client_secret, require_pkce: false }),
  });
};
